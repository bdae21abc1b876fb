//! The data of an event: JSON as a rule, and everything that servers put around it.

use serde_json::{Deserializer, value::RawValue};

use super::json::{Fields, mended};

const PREFIX: &str = "data:";
const DONE: &str = "[DONE]";

/// A JSON value, or the word that ends an answer.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    Json(String),
    Done,
}

/// A sign that nobody sees and that means nothing between fields: byte order marks, marks of direction, NUL.
pub(super) fn is_invisible(letter: char) -> bool {
    let is_mark = matches!(letter, '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}');
    is_mark || letter.is_control() && !letter.is_whitespace()
}

/// An invisible sign or white space.
pub(super) fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || is_invisible(letter)
}

/// The data of a line, after its field name: some servers repeat the name or a byte-order mark.
pub(super) fn payload(value: &str) -> &str {
    let value = value.strip_prefix(' ').unwrap_or(value);
    let value = value.trim_start_matches(is_invisible);
    match value.trim_start().split_at_checked(PREFIX.len()) {
        Some((prefix, rest)) if prefix.eq_ignore_ascii_case(PREFIX) => payload(rest),
        _ => value,
    }
}

/// `[DONE]`, quoted or not.
pub(super) fn is_done(data: &str) -> bool {
    data.trim().trim_matches('"').eq_ignore_ascii_case(DONE)
}

/// A single word with the same meaning, such as `DONE`: only where nothing waits, since a list may hold such a word.
pub(super) fn is_done_word(data: &str) -> bool {
    let word = data.trim().trim_matches(['"', '[', ']']);
    ["done", "end"].iter().any(|end| word.eq_ignore_ascii_case(end))
}

/// Whether an event of this name, in lower case, ends an answer.
pub(super) fn names_end(name: &str) -> bool {
    ["done", "end", "complete", "completed", "finish", "finished", "message_stop", DONE]
        .iter()
        .any(|end| name.eq_ignore_ascii_case(end))
}

/// Whether an event of this name, in lower case, reports an error.
pub(super) fn names_error(name: &str) -> bool {
    ["error", "exception", "fail", "fatal"].iter().any(|error| name.contains(error))
}

/// A chunk of an answer that is complete in one line: no following line can belong to it.
pub(super) fn chunk_in(data: &str) -> Option<String> {
    let is_chunk = |text: &str| {
        Fields::read(text).is_some_and(|fields| fields.get("choices").is_some() || fields.get("error").is_some())
    };
    let data = without_list(data);
    if is_chunk(data) {
        return Some(data.to_owned());
    }
    let mended = if data.starts_with('{') { mended(data) } else { return None };
    is_chunk(&mended).then_some(mended)
}

/// The values of a text, separated by commas or by lost line breaks; none if any part is neither.
pub(super) fn parts(text: &str) -> Option<Vec<Part>> {
    parts_of(text).or_else(|| parts_of(&mended(text)))
}

fn parts_of(text: &str) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let done = rest.split_at_checked(DONE.len()).filter(|(word, _)| word.eq_ignore_ascii_case(DONE));
        rest = if let Some((_, after)) = done {
            parts.push(Part::Done);
            after
        } else {
            let mut values = Deserializer::from_str(rest).into_iter::<&RawValue>();
            parts.push(Part::Json(values.next()?.ok()?.get().to_owned()));
            rest.get(values.byte_offset()..).unwrap_or_default()
        };
        let between = rest.trim_start_matches(is_blank).trim_start_matches(',').trim_start_matches(is_blank);
        rest = between.strip_prefix(PREFIX).unwrap_or(between).trim_start();
    }
    Some(parts)
}

/// An object without the punctuation of the list that it is an item of.
pub(super) fn without_list(data: &str) -> &str {
    data.trim().trim_start_matches(['[', ',', ' ']).trim_end_matches([']', ',', ' '])
}

/// Whether this is plain text, and not malformed JSON.
pub(super) fn is_words(line: &str) -> bool {
    let line = line.trim();
    let is_json = line.starts_with(['{', '}', '"']) || line.starts_with("[{") || line.starts_with("[\"");
    !is_json && line.contains(char::is_alphabetic)
}
