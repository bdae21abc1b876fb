//! Which key was pressed, for the page to act on. Every handler of keys asks here: while an input method composes,
//! Enter chooses a word, arrows move among its words and Escape gives them up, and none of that is the page's.

use leptos::ev::KeyboardEvent;

/// What browsers call a key that an input method has taken. Safari ends the composition before it reports the Enter
/// that ended it, so that its own flag is down by then and this number is all that tells.
const TAKEN: u32 = 229;

/// The key's name, such as "Enter"; none if it is the input method's.
pub fn key_of(event: &KeyboardEvent) -> Option<String> {
    is_ours(event).then(|| name(event))
}

/// Where on the keyboard the key stands, such as `KeyO`, whatever letter it writes; none if it is the input method's.
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
