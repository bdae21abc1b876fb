//! Short replies such as titles, in which every mark counts wherever it stands.

use super::marks::{MARKS, Start, begins_mark};

/// The words of a short reply: after its last closing mark of reasoning, and up to an opening one that nothing closes.
pub fn words_without_thoughts(reply: &str) -> &str {
    let closed = rests(reply).filter_map(after_closing).last().unwrap_or(reply);
    let mut before = rests(closed).filter(|rest| is_opening(rest)).filter_map(|rest| closed.strip_suffix(rest));
    before.find(|before| !is_within_brackets(before)).unwrap_or(closed)
}

/// The text from each character on that may begin a mark.
fn rests(text: &str) -> impl Iterator<Item = &str> {
    text.char_indices().filter(|(_, letter)| begins_mark(*letter)).filter_map(move |(at, _)| text.get(at..))
}

/// The text after the closing mark that it begins with.
fn after_closing(text: &str) -> Option<&str> {
    MARKS.iter().find_map(|marks| match marks.closing(text) {
        Start::Whole(after) => Some(after),
        _ => None,
    })
}

/// Whether the next bracket is one of several: `[[think]]` is a link or a word, not a mark.
fn is_within_brackets(before: &str) -> bool {
    before.ends_with('[')
}

fn is_opening(text: &str) -> bool {
    MARKS.iter().any(|marks| matches!(marks.opening(text), Start::Whole(_)))
}
