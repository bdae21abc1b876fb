//! An answer between marks of its own, which some models write after their reasoning. The marks are left out.

use super::{
    Place, Step,
    marks::{Marks, Start, begins_mark, is_margin},
    say,
    words::Words,
};
use crate::ChatEvent;

/// After the mark that opens the answer.
#[derive(Debug)]
pub(super) struct Wrapped {
    marks: Marks,
    has_begun: bool,
}

impl Wrapped {
    pub(super) fn new(marks: Marks) -> Self {
        Self { marks, has_begun: false }
    }

    pub(super) fn read(mut self, text: &str, said: &mut Vec<ChatEvent>) -> Step {
        let text = if self.has_begun { text } else { text.trim_start_matches(is_margin) };
        self.has_begun |= !text.is_empty();
        for (at, _) in text.char_indices().filter(|(_, letter)| begins_mark(*letter)) {
            let (words, rest) = text.split_at(at);
            match self.marks.closing(rest) {
                // The last mark ends the answer; any other is part of its text.
                Start::Whole(after) if after.chars().all(is_margin) => {
                    say(said, ChatEvent::Text, words);
                    return Step::Wait(Place::Wrapped(self), rest.to_owned());
                }
                Start::Whole(_) => {
                    say(said, ChatEvent::Text, words);
                    return Step::Go(Place::Words(Words::plain()), rest.to_owned());
                }
                Start::Perhaps => {
                    say(said, ChatEvent::Text, words);
                    return Step::Wait(Place::Wrapped(self), rest.to_owned());
                }
                Start::Otherwise => {}
            }
        }
        say(said, ChatEvent::Text, text);
        Step::Wait(Place::Wrapped(self), String::new())
    }

    pub(super) fn end(self, rest: &str, said: &mut Vec<ChatEvent>) {
        if !matches!(self.marks.closing(rest), Start::Whole(_)) {
            say(said, ChatEvent::Text, rest);
        }
    }
}
