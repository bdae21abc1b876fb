//! Inside of reasoning, up to its closing mark.

use super::{
    Front, Place, Step,
    marks::{Marks, Start, begins_mark},
    say, thought,
};
use crate::ChatEvent;

/// Reasoning that has begun.
#[derive(Debug)]
pub(super) struct Within {
    marks: Marks,
    /// The depth of nested marks.
    depth: u32,
    /// Backticks in the line so far: an odd number of them means inside code.
    ticks: u32,
    /// The text after a closing mark that may be the last one: the answer, if no other follows.
    perhaps_answer: Option<String>,
    /// A copy of the reasoning, in case it is the answer because nothing follows it.
    kept: Option<String>,
}

/// What is found at a position.
enum Found<'a> {
    Opening(&'a str),
    Closing(&'a str),
    Letter,
}

impl Within {
    /// Directly after an opening mark; `kept` is reasoning before it that may still be the answer.
    pub(super) fn new(marks: Marks, kept: Option<String>) -> Self {
        let kept = marks.is_soft.then(|| kept.unwrap_or_default());
        Self { marks, depth: 1, ticks: 0, perhaps_answer: None, kept }
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
                    self.depth -= 1;
                    self.unhold(said);
                    if self.depth == 0 {
                        return Step::Go(Place::Front(Front::after(self.kept)), after.to_owned());
                    }
                    self.perhaps_answer = Some(String::new());
                    at = text.len() - after.len();
                    from = at;
                }
                Found::Letter => {
                    self.count(letter);
                    at += letter.len_utf8();
                }
            }
        }
        self.think(said, text.get(from..).unwrap_or_default());
        Step::Wait(Place::Within(self), String::new())
    }

    /// Nothing more comes.
    pub(super) fn end(self, rest: &str, said: &mut Vec<ChatEvent>) {
        match self.perhaps_answer {
            Some(answer) => say(said, ChatEvent::Text, (answer + rest).trim_start()),
            None => say(said, ChatEvent::Reasoning, rest),
        }
    }

    /// None if more has to come before it is decided.
    fn find<'a>(&self, rest: &'a str, letter: char) -> Option<Found<'a>> {
        if !begins_mark(letter) || self.ticks % 2 == 1 {
            return Some(Found::Letter);
        }
        match (self.marks.opening(rest), self.marks.closing(rest)) {
            (Start::Whole(after), _) => Some(Found::Opening(after)),
            (_, Start::Whole(after)) => Some(Found::Closing(after)),
            (Start::Perhaps, _) | (_, Start::Perhaps) => None,
            _ => Some(Found::Letter),
        }
    }

    fn count(&mut self, letter: char) {
        match letter {
            '`' => self.ticks += 1,
            '\n' => self.ticks = 0,
            _ => {}
        }
    }

    fn think(&mut self, said: &mut Vec<ChatEvent>, text: &str) {
        match &mut self.perhaps_answer {
            Some(held) => held.push_str(text),
            None => thought(said, &mut self.kept, text),
        }
    }

    /// The held text was not the answer, since another closing mark has come.
    fn unhold(&mut self, said: &mut Vec<ChatEvent>) {
        if let Some(held) = self.perhaps_answer.take() {
            thought(said, &mut self.kept, &held);
        }
    }
}
