//! One piece of an answer: which of it are words, which are thoughts, and what else it says. Reads only what we use,
//! and forgives what servers leave out or put elsewhere.

use serde_json::Value;

use super::json::{Fields, count, items};

/// The fields that hold thoughts, the names in use for one and the same: only the first that says something counts.
const THOUGHTS: [&str; 4] = ["reasoning_content", "reasoning", "thinking", "reasoning_details"];
/// Parts within parts within parts are no words.
const MAX_DEPTH: u8 = 4;

/// Whether words are the answer or what the model thought before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Thought,
}

/// The inside of a JSON string.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub kind: Kind,
    pub literal: &'a str,
}

/// What a chunk says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Said<'a> {
    pub pieces: Vec<Piece<'a>>,
    /// The pieces stood in `message`, where a whole answer has them, or in the place of `delta`.
    pub is_message: bool,
}

#[derive(Debug)]
pub(super) struct Chunk<'a> {
    fields: Fields<'a>,
    choice: Option<Fields<'a>>,
}

impl<'a> Chunk<'a> {
    /// Nothing unless the text is one object.
    pub(super) fn read(json: &'a str) -> Option<Self> {
        let fields = Fields::read(json)?;
        let choice = fields.get("choices").and_then(choice_in);
        Some(Self { fields, choice })
    }

    /// Words and thoughts in their order; a refusal in words is shown like any answer.
    pub(super) fn said(&self) -> Said<'a> {
        let mut pieces = Vec::new();
        let Some(choice) = &self.choice else { return Said::default() };
        if let Some(delta) = choice.get("delta") {
            gather_turn(delta, &mut pieces);
        }
        if !pieces.is_empty() {
            return Said { pieces, is_message: false };
        }
        if let Some(message) = choice.get("message") {
            gather_turn(message, &mut pieces);
        }
        if !pieces.is_empty() {
            return Said { pieces, is_message: true };
        }
        if let Some(text) = choice.get("text") {
            gather(text, Kind::Word, MAX_DEPTH, &mut pieces);
        }
        Said { pieces, is_message: false }
    }

    /// Whether the model is at work although it says nothing: some providers keep the thoughts to themselves.
    pub(super) fn has_hidden_thoughts(&self) -> bool {
        let delta = self.choice.as_ref().and_then(|choice| Fields::read(choice.get("delta")?));
        delta.is_some_and(|delta| THOUGHTS.iter().any(|name| delta.get(name).is_some()))
    }

    /// Why the model stopped, in lower case; the words that some servers send all along mean nothing.
    pub(super) fn finish_reason(&self) -> Option<String> {
        let choice = self.choice.as_ref()?;
        let reason = choice.word("finish_reason").or_else(|| choice.word("finishReason"))?.to_ascii_lowercase();
        (!matches!(reason.as_str(), "" | "null" | "none")).then_some(reason)
    }

    /// Tokens read and written, if both are known.
    pub(super) fn usage(&self) -> Option<(u32, u32)> {
        let usage = Fields::read(self.fields.get("usage")?)?;
        let count = |names: [&str; 2]| names.iter().find_map(|name| count(usage.get(name)?));
        Some((count(["prompt_tokens", "input_tokens"])?, count(["completion_tokens", "output_tokens"])?))
    }

    /// Whether this is a whole answer by its own name.
    pub(super) fn is_whole_answer(&self) -> bool {
        self.fields.word("object").is_some_and(|object| object == "chat.completion")
    }

    /// The error it tells, wherever it stands; `is_error` says that the server called all of it one.
    pub(super) fn error(&self, json: &str, is_error: bool) -> Option<Value> {
        let named = self.fields.get("error").or_else(|| self.choice.as_ref()?.get("error"));
        if let Some(error) = named.filter(|error| !matches!(*error, "false" | "0" | "\"\"" | "{}" | "[]")) {
            return Some(value(error));
        }
        (is_error && self.choice.is_none() || self.is_complaint()).then(|| value(json))
    }

    /// An object that is an error without having a field of that name, as Python's web servers send it.
    fn is_complaint(&self) -> bool {
        if self.choice.is_some() {
            return false;
        }
        let names_error = |field: &str| self.fields.word(field).is_some_and(|word| word.contains("error"));
        let has_status = ["code", "status", "status_code"]
            .iter()
            .any(|field| self.fields.get(field).and_then(count).is_some_and(|code| (400..600).contains(&code)));
        let says_why = ["message", "detail", "msg"].iter().any(|field| self.fields.get(field).is_some());
        names_error("object")
            || names_error("type")
            || says_why && (has_status || self.fields.get("success") == Some("false"))
            || self.fields.get("detail").is_some() && self.fields.get("usage").is_none()
    }
}

/// An error's text is kept even where it cannot be read as JSON.
fn value(json: &str) -> Value {
    serde_json::from_str(json).unwrap_or_else(|_| Value::String(json.to_owned()))
}

/// The first choice of a list, the choice itself, or the first of a map of choices.
fn choice_in(choices: &str) -> Option<Fields<'_>> {
    if choices.starts_with('[') {
        return items(choices).into_iter().find_map(Fields::read);
    }
    let choice = Fields::read(choices)?;
    let is_choice = ["delta", "message", "text", "finish_reason"].iter().any(|field| choice.get(field).is_some());
    if is_choice { Some(choice) } else { Fields::read(choice.first()?) }
}

/// A `delta` or a `message`.
fn gather_turn<'a>(turn: &'a str, pieces: &mut Vec<Piece<'a>>) {
    let Some(fields) = Fields::read(turn) else {
        return gather(turn, Kind::Word, MAX_DEPTH, pieces);
    };
    for thoughts in THOUGHTS.iter().filter_map(|name| fields.get(name)) {
        gather(thoughts, Kind::Thought, MAX_DEPTH, pieces);
        if !pieces.is_empty() {
            break;
        }
    }
    for words in ["content", "refusal"].iter().filter_map(|name| fields.get(name)) {
        gather(words, Kind::Word, MAX_DEPTH, pieces);
    }
}

/// The words of a string, of a list of parts, or of a part.
fn gather<'a>(json: &'a str, kind: Kind, depth: u8, pieces: &mut Vec<Piece<'a>>) {
    match json.as_bytes().first() {
        Some(b'"') => {
            let literal = json.get(1..json.len() - 1).unwrap_or_default();
            if !literal.is_empty() {
                pieces.push(Piece { kind, literal });
            }
        }
        Some(b'0'..=b'9' | b'-') => pieces.push(Piece { kind, literal: json }),
        Some(b'[') if depth > 0 => items(json).into_iter().for_each(|item| gather(item, kind, depth - 1, pieces)),
        Some(b'{') if depth > 0 => gather_part(json, kind, depth - 1, pieces),
        _ => {}
    }
}

fn gather_part<'a>(part: &'a str, kind: Kind, depth: u8, pieces: &mut Vec<Piece<'a>>) {
    let Some(part) = Fields::read(part) else { return };
    let is_thought = part.word("type").is_some_and(|kind| kind.contains("think") || kind.contains("reason"));
    let kind = if is_thought { Kind::Thought } else { kind };
    let thoughts = ["thinking", "reasoning", "summary"].iter().find_map(|name| part.get(name));
    if let Some(thoughts) = thoughts {
        gather(thoughts, Kind::Thought, depth, pieces);
    }
    if let Some(words) = ["text", "content", "value", "refusal"].iter().find_map(|name| part.get(name)) {
        gather(words, kind, depth, pieces);
    }
}

#[cfg(test)]
#[path = "chunk_tests.rs"]
mod tests;
