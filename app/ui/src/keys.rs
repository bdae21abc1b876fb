//! Which key was pressed, for the page to act on. Every key handler asks here: while an input method composes, Enter
//! chooses a word, arrows move among its words and Escape cancels them, and none of that is meant for the page.

use leptos::ev::KeyboardEvent;

/// The code that browsers report for a key that an input method has taken. Safari ends the composition before it
/// reports the Enter that ended it, so that its `isComposing` flag is false by then and only this code tells.
const TAKEN: u32 = 229;

/// The key's name, such as "Enter"; none if the input method takes it.
pub fn key_of(event: &KeyboardEvent) -> Option<String> {
    is_ours(event).then(|| name(event))
}

/// The key's position on the keyboard, such as `KeyO`, whatever letter it writes; none if the input method takes it.
pub fn place_of(event: &KeyboardEvent) -> Option<String> {
    is_ours(event).then(|| place(event))
}

#[expect(clippy::disallowed_methods, reason = "the one place that asks")]
fn is_ours(event: &KeyboardEvent) -> bool {
    !event.is_composing() && event.key_code() != TAKEN
}

#[expect(clippy::disallowed_methods, reason = "the one place that asks")]
fn name(event: &KeyboardEvent) -> String {
    event.key()
}

#[expect(clippy::disallowed_methods, reason = "the one place that asks")]
fn place(event: &KeyboardEvent) -> String {
    event.code()
}
