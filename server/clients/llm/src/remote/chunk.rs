//! One chunk of an answer: its text, its reasoning, and its other fields. Reads only the fields that we use, and
//! tolerates missing and misplaced ones.

use super::{
    choices::{Choice, choice_in},
    json::{Fields, count, items},
    payload::names_end,
};

/// The fields that hold reasoning, different names of the same thing: only the first non-empty one counts.
const THOUGHTS: [&str; 4] = ["reasoning_content", "reasoning", "thinking", "reasoning_details"];
/// Deeper nested parts are no text.
const MAX_DEPTH: u8 = 4;
/// Whether text is the answer or the reasoning before it.
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

/// The content of a chunk.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Said<'a> {
    pub pieces: Vec<Piece<'a>>,
    /// The pieces were in `message`, where a complete answer has them, or in the place of `delta`.
    pub is_message: bool,
}

#[derive(Debug)]
pub(super) struct Chunk<'a> {
    pub(super) fields: Fields<'a>,
    choice: Option<Choice<'a>>,
}

impl<'a> Chunk<'a> {
    /// None unless the text is one object. Of several choices only the one with this number is read, or the first.
    pub(super) fn read(json: &'a str, number: Option<u64>) -> Option<Self> {
        let fields = Fields::read(json)?;
        let choice = fields.get("choices").and_then(|choices| choice_in(choices, number));
        Some(Self { fields, choice })
    }

    /// The number of the choice that has content.
    pub(super) fn number(&self) -> Option<u64> {
        self.choice.as_ref().map(|choice| choice.number)
    }

    pub(super) fn choice(&self) -> Option<&Fields<'a>> {
        self.choice.as_ref().map(|choice| &choice.fields)
    }

    /// Text and reasoning in their order; a refusal in words is shown like any answer.
    pub(super) fn said(&self) -> Said<'a> {
        let mut pieces = Vec::new();
        let Some(choice) = self.choice() else { return Said::default() };
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

    /// Whether the model is at work although it sends no text: some providers keep the reasoning to themselves.
    pub(super) fn has_hidden_thoughts(&self) -> bool {
        let delta = self.choice().and_then(|choice| Fields::read(choice.get("delta")?));
        delta.is_some_and(|delta| THOUGHTS.iter().any(|name| delta.get(name).is_some()))
    }

    /// Why the model stopped, in lower case; placeholder reasons that some servers send all along are ignored.
    pub(super) fn finish_reason(&self) -> Option<String> {
        let choice = self.choice()?;
        let reason = choice.word("finish_reason").or_else(|| choice.word("finishReason"))?.to_ascii_lowercase();
        (!matches!(reason.as_str(), "" | "null" | "none")).then_some(reason)
    }

    /// Tokens read and written, if both are known.
    pub(super) fn usage(&self) -> Option<(u32, u32)> {
        let usage = Fields::read(self.fields.get("usage")?)?;
        let count = |names: [&str; 2]| names.iter().find_map(|name| count(usage.get(name)?));
        Some((count(["prompt_tokens", "input_tokens"])?, count(["completion_tokens", "output_tokens"])?))
    }

    /// Whether it calls itself a complete answer.
    pub(super) fn is_whole_answer(&self) -> bool {
        self.fields.word("object").is_some_and(|object| object == "chat.completion")
    }

    /// Whether it has the form of a complete answer, which it is if nothing else is sent.
    pub(super) fn may_be_whole(&self) -> bool {
        let is_chunk = self.fields.word("object").is_some_and(|object| object.ends_with("chunk"));
        let has = |field: &str| self.choice().is_some_and(|choice| choice.get(field).is_some());
        !is_chunk && !has("delta") && (has("message") || has("text"))
    }

    /// Whether it holds choices, even if none of them is read.
    pub(super) fn has_choices(&self) -> bool {
        let is_mark = |letter: char| letter.is_whitespace() || matches!(letter, '[' | ']' | '{' | '}');
        self.fields.get("choices").is_some_and(|choices| !choices.trim_matches(is_mark).is_empty())
    }

    /// Whether it says that the answer is complete, as some servers do instead of `[DONE]`.
    pub(super) fn says_done(&self) -> bool {
        let is_end = |name: &str| self.fields.word(name).is_some_and(|word| names_end(&word.to_ascii_lowercase()));
        !self.has_choices() && (self.fields.get("done") == Some("true") || is_end("type") || is_end("event"))
    }
}

/// A `delta` or a `message`.
fn gather_turn<'a>(turn: &'a str, pieces: &mut Vec<Piece<'a>>) {
    let Some(fields) = Fields::read(turn) else {
        // A bare number says nothing.
        if turn.starts_with(['"', '[']) {
            gather(turn, Kind::Word, MAX_DEPTH, pieces);
        }
        return;
    };
    for thoughts in THOUGHTS.iter().filter_map(|name| fields.get(name)) {
        gather(thoughts, Kind::Thought, MAX_DEPTH, pieces);
        if !pieces.is_empty() {
            break;
        }
    }
    let kind = if fields.get("thought") == Some("true") { Kind::Thought } else { Kind::Word };
    for words in ["content", "refusal"].iter().filter_map(|name| fields.get(name)) {
        gather(words, kind, MAX_DEPTH, pieces);
    }
}

/// The text of a string, of a list of parts, or of a part.
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
    let names_thoughts = |kind: &str| ["think", "thought", "reason"].iter().any(|name| kind.contains(name));
    let is_thought = part.get("thought") == Some("true") || part.word("type").is_some_and(|kind| names_thoughts(&kind));
    let kind = if is_thought { Kind::Thought } else { kind };
    let thoughts = ["thinking", "reasoning", "summary", "thought"].iter().find_map(|name| part.get(name));
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
