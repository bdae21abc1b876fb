//! Short replies such as titles, in which every mark counts wherever it stands.

use super::marks::{MARKS, Start, begins_mark};

/// The words of a short reply: after its last closing mark of reasoning, and up to an opening one that nothing closes.
pub fn words_without_thoughts(reply: &str) -> &str {
    let closed = rests(reply).filter_map(after_closing).last().unwrap_or(reply);
    let opened = rests(closed).find(|rest| is_opening(rest));
    opened.map_or(closed, |opened| closed.get(..closed.len() - opened.len()).unwrap_or_default())
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

fn is_opening(text: &str) -> bool {
    MARKS.iter().any(|marks| matches!(marks.opening(text), Start::Whole(_)))
}
