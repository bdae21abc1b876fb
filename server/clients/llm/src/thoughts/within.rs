//! Inside of reasoning, up to its closing mark.

use super::{
    Front, Place, Step,
    code::Code,
    marks::{Marks, Start, begins_mark},
    named::Named,
    say, thought,
};
use crate::ChatEvent;

/// Reasoning that has begun.
#[derive(Debug)]
pub(super) struct Within {
    marks: Marks,
    /// The depth of nested marks.
    depth: u32,
    code: Code,
    /// The text so far, while a sentence may only name the opening mark.
    named: Option<Named>,
    /// The text after a closing mark that may be the last one: the answer, if no other follows.
    perhaps_answer: Option<Perhaps>,
    /// A copy of the reasoning, in case it is the answer because nothing follows it.
    kept: Option<String>,
}

#[derive(Debug)]
struct Perhaps {
    /// The closing mark, if it is a part of the reasoning unless it ends it.
    mark: String,
    text: String,
}

/// What is found at a position.
enum Found<'a> {
    Opening(&'a str),
    Closing(&'a str),
    Letter,
}

impl Within {
    /// Directly after this opening mark; `kept` is reasoning before it that may still be the answer.
    pub(super) fn new(marks: Marks, mark: String, kept: Option<String>) -> Self {
        let kept = marks.is_soft.then(|| kept.unwrap_or_default());
        Self { marks, depth: 1, code: Code::new(), named: Some(Named::by(mark)), perhaps_answer: None, kept }
    }

    pub(super) fn read(mut self, text: &str, said: &mut Vec<ChatEvent>) -> Step {
        let (mut from, mut at) = (0, 0);
        while let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()) {
            let rest = text.get(at..).unwrap_or_default();
            let Some(found) = self.find(rest, letter) else {
                self.think(said, text.get(from..at).unwrap_or_default());
                return Step::Wait(Place::Within(self), rest.to_owned());
            };
            match found {
                Found::Opening(after) => {
                    self.depth += 1;
                    at = text.len() - after.len();
                }
                Found::Closing(after) => {
                    self.think(said, text.get(from..at).unwrap_or_default());
                    let mark = rest.get(..rest.len() - after.len()).unwrap_or_default();
                    if self.close(mark, said) {
                        return Step::Go(Place::Front(Front::after(self.kept)), after.to_owned());
                    }
                    at = text.len() - after.len();
                    from = at;
                }
                Found::Letter => {
                    self.code.read(letter);
                    at += letter.len_utf8();
                }
            }
        }
        self.think(said, text.get(from..).unwrap_or_default());
        Step::Wait(Place::Within(self), String::new())
    }

    /// Nothing more comes.
    pub(super) fn end(self, rest: &str, said: &mut Vec<ChatEvent>) {
        match (self.perhaps_answer, self.named) {
            (Some(perhaps), _) => say(said, ChatEvent::Text, (perhaps.text + rest).trim_start()),
            (None, Some(named)) => named.end(rest, said),
            (None, None) => say(said, ChatEvent::Reasoning, rest),
        }
    }

    /// None if more has to come before it is decided.
    fn find<'a>(&self, rest: &'a str, letter: char) -> Option<Found<'a>> {
        if !begins_mark(letter) || self.code.is_in_line() {
            return Some(Found::Letter);
        }
        match (self.marks.opening(rest), self.marks.closing(rest)) {
            (Start::Whole(_), _) if self.code.is_fenced() => Some(Found::Letter),
            (Start::Whole(after), _) => Some(Found::Opening(after)),
            (_, Start::Whole(after)) => Some(Found::Closing(after)),
            (Start::Perhaps, _) | (_, Start::Perhaps) => None,
            _ => Some(Found::Letter),
        }
    }

    /// Handles a closing mark; whether it surely ends the reasoning. One in a block of code does only if it is the last.
    fn close(&mut self, mark: &str, said: &mut Vec<ChatEvent>) -> bool {
        self.unhold(said);
        let is_fenced = self.code.is_fenced();
        if !is_fenced {
            self.depth -= 1;
        }
        if self.depth == 0 {
            return true;
        }
        let mark = if is_fenced { mark.to_owned() } else { String::new() };
        self.perhaps_answer = Some(Perhaps { mark, text: String::new() });
        false
    }

    fn think(&mut self, said: &mut Vec<ChatEvent>, text: &str) {
        if let Some(perhaps) = &mut self.perhaps_answer {
            perhaps.text.push_str(text);
            return;
        }
        match self.named.take().map(|named| named.with(text)) {
            Some(named) if named.may_be_sentence() => self.named = Some(named),
            Some(named) => thought(said, &mut self.kept, named.text()),
            None => thought(said, &mut self.kept, text),
        }
    }

    /// The held text is reasoning, since a closing mark has come.
    fn unhold(&mut self, said: &mut Vec<ChatEvent>) {
        if let Some(named) = self.named.take() {
            thought(said, &mut self.kept, named.text());
        }
        if let Some(held) = self.perhaps_answer.take() {
            thought(said, &mut self.kept, &(held.mark + &held.text));
        }
    }
}
