//! Marks of which only what follows says whether they are marks or spoken of. Until then nothing of them is told.

use super::{
    Front, Place, Step,
    marks::{Marks, is_margin},
    say,
    within::Within,
    words::Words,
};
use crate::ChatEvent;

/// Perhaps thoughts, in the line of the preamble before them.
#[derive(Debug)]
pub(super) struct Held {
    /// Everything since the opening mark, should it be words.
    raw: String,
    /// None once the closing mark has come.
    within: Option<Within>,
    thoughts: Vec<ChatEvent>,
}

impl Held {
    /// Right behind this opening mark.
    pub(super) fn new(marks: Marks, mark: String) -> Self {
        Self { raw: mark, within: Some(Within::new(marks, None)), thoughts: Vec::new() }
    }

    pub(super) fn read(mut self, text: &str, said: &mut Vec<ChatEvent>) -> Step {
        let Some(within) = self.within.take() else { return self.after(text, said) };
        let (place, rest) = match within.read(text, &mut self.thoughts) {
            Step::Wait(place, rest) | Step::Go(place, rest) => (place, rest),
        };
        self.raw.push_str(text.get(..text.len() - rest.len()).unwrap_or_default());
        match place {
            Place::Within(within) => {
                self.within = Some(within);
                Step::Wait(Place::Held(self), rest)
            }
            _ => Step::Go(Place::Held(self), rest),
        }
    }

    /// Nothing more comes: what was held are words, since no answer follows it.
    pub(super) fn end(self, rest: &str, said: &mut Vec<ChatEvent>) {
        say(said, ChatEvent::Text, &(self.raw + rest));
    }

    /// After thoughts the line ends or the answer begins at once; where a mark is spoken of, the sentence goes on.
    fn after(self, text: &str, said: &mut Vec<ChatEvent>) -> Step {
        let Some(next) = text.chars().next() else { return Step::Wait(Place::Held(self), String::new()) };
        if matches!(next, '\n' | '\r') || next.is_alphanumeric() {
            said.extend(self.thoughts);
            return Step::Go(Place::Front(Front::after(None)), text.to_owned());
        }
        say(said, ChatEvent::Text, &self.raw);
        Step::Go(Place::Words(Words::plain()), text.to_owned())
    }
}

/// A closing mark that nothing has opened: the template of the model's server opens the thoughts for it.
#[derive(Debug)]
pub(super) struct Closed {
    /// As it was written.
    pub mark: String,
    pub is_line_start: bool,
    /// Something was told before it.
    pub has_words: bool,
}

impl Closed {
    /// An answer has to follow, and not on a line that the mark begins like a word.
    pub(super) fn read(self, text: &str, said: &mut Vec<ChatEvent>) -> Step {
        let answer = text.trim_start_matches(is_margin);
        if answer.is_empty() {
            return Step::Wait(Place::Closed(self), text.to_owned());
        }
        let margin = text.get(..text.len() - answer.len()).unwrap_or_default();
        if self.is_line_start && !margin.is_empty() && !margin.contains(['\n', '\r']) {
            say(said, ChatEvent::Text, &self.mark);
            return Step::Go(Place::Words(Words::plain()), text.to_owned());
        }
        if self.has_words {
            said.push(ChatEvent::TextWasReasoning);
        }
        Step::Go(Place::Front(Front::after(None)), answer.to_owned())
    }

    /// Nothing more comes: without an answer after it the mark was a word.
    pub(super) fn end(self, rest: &str, said: &mut Vec<ChatEvent>) {
        say(said, ChatEvent::Text, &(self.mark + rest));
    }
}
