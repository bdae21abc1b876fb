//! Marks that only the following text shows to be marks or quoted words. Until then their text is held back.

use super::{
    Front, Place, Step,
    marks::{Marks, is_margin},
    say,
    within::Within,
    words::Words,
};
use crate::ChatEvent;

/// Possible reasoning, after words of the answer.
#[derive(Debug)]
pub(super) struct Held {
    /// Everything since the opening mark, in case it is plain text.
    raw: String,
    /// None once the closing mark has come.
    within: Option<Within>,
    thoughts: Vec<ChatEvent>,
    /// The mark touches the word before it, as no writer would quote it: whatever follows the closing mark is the answer.
    is_attached: bool,
}

impl Held {
    /// Directly after this opening mark.
    pub(super) fn new(marks: Marks, mark: String, is_attached: bool) -> Self {
        let within = Within::new(marks, mark.clone(), None);
        Self { raw: mark, within: Some(within), thoughts: Vec::new(), is_attached }
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
            _ if self.is_attached => {
                said.extend(self.thoughts);
                Step::Go(Place::Words(Words::later()), rest)
            }
            _ => Step::Go(Place::Held(self), rest),
        }
    }

    /// At the end: the held text is plain text, since no answer follows it.
    pub(super) fn end(self, rest: &str, said: &mut Vec<ChatEvent>) {
        say(said, ChatEvent::Text, &(self.raw + rest));
    }

    /// After reasoning the line ends or the answer begins at once; after a quoted mark the sentence continues.
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

/// A closing mark without an opening one: the server's chat template opens the reasoning itself.
#[derive(Debug)]
pub(super) struct Closed {
    /// The mark as it was written.
    pub mark: String,
    pub is_line_start: bool,
    /// Whether text was sent before it.
    pub has_words: bool,
}

impl Closed {
    /// An answer has to follow, and not on a line that begins with the mark like with a word.
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

    /// At the end: without an answer after it the mark was a word.
    pub(super) fn end(self, rest: &str, said: &mut Vec<ChatEvent>) {
        say(said, ChatEvent::Text, &(self.mark + rest));
    }
}
