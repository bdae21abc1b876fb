//! Separates a model's reasoning from its answer, where it writes both into one text.
//!
//! A model begins with its reasoning, so marks such as `<think>` count only where reasoning can begin, and are plain
//! text everywhere else. They count
//! - at the very beginning of a text, after white space at most;
//! - after a short preamble, at the beginning of a line, or at the end of a sentence if the answer follows the closing
//!   mark without a space; not after a colon, which announces an example, and not the tags in which people ask for
//!   answers;
//! - without an opening mark: a closing mark that is the first mark of all, begins its line or touches the word before
//!   it, and has an answer after it. The text before it was no answer: [`ChatEvent::TextWasReasoning`];
//! - between the words of an answer, where the mark touches the word before it, or after earlier reasoning at the
//!   beginning of a line, if another one closes it.
//!
//! They never count within code, nor after another mark that was only quoted. A mark that a sentence names, and that
//! nothing closes, is a word.

mod code;
mod harmony;
mod held;
mod marks;
mod named;
mod short;
mod tail;
mod within;
mod words;
mod wrapped;

#[cfg(test)]
mod tests;

use std::{collections::VecDeque, mem};

use futures::{StreamExt, stream};

pub use self::short::words_without_thoughts;
use self::{
    harmony::Harmony,
    held::{Closed, Held},
    marks::{MARKS, Start, WRAPPERS, is_margin},
    tail::Tail,
    within::Within,
    words::Words,
    wrapped::Wrapped,
};
use crate::{ChatEvent, ChatStream, LlmError};

/// Marks do not count after more white space than this.
const MAX_MARGIN: usize = 256;

/// The same answer with the reasoning in its texts as separate events.
pub(crate) fn apart(answer: ChatStream) -> ChatStream {
    let state = (answer, Thoughts::default(), VecDeque::new());
    stream::unfold(state, |(mut answer, mut thoughts, mut ready)| async move {
        loop {
            if let Some(event) = ready.pop_front() {
                return Some((event, (answer, thoughts, ready)));
            }
            let event = answer.next().await?;
            ready.extend(thoughts.take(event));
        }
    })
    .boxed()
}

/// A model's text without its reasoning.
pub(crate) fn without_thoughts(text: &str) -> String {
    let mut thoughts = Thoughts::default();
    let mut said = thoughts.push(text);
    said.extend(thoughts.end());
    said.into_iter().fold(String::new(), |answer, event| match event {
        ChatEvent::Text(text) => answer + &text,
        ChatEvent::TextWasReasoning => String::new(),
        _ => answer,
    })
}

/// The position in a text, and the part of it that is still undecided.
#[derive(Debug, Default)]
struct Thoughts {
    place: Place,
    undecided: String,
    tail: Tail,
}

#[derive(Debug)]
enum Place {
    Front(Front),
    Within(Within),
    Held(Held),
    Closed(Closed),
    Words(Words),
    Wrapped(Wrapped),
    Harmony(Harmony),
}

/// The result of reading a text.
enum Step {
    /// This part of it is undecided before more comes.
    Wait(Place, String),
    /// This part of it is read again in another place.
    Go(Place, String),
}

impl Default for Place {
    fn default() -> Self {
        Self::Front(Front::default())
    }
}

impl Thoughts {
    fn take(&mut self, event: Result<ChatEvent, LlmError>) -> Vec<Result<ChatEvent, LlmError>> {
        match event {
            Ok(ChatEvent::Text(text)) => self.push(&text).into_iter().map(Ok).collect(),
            Ok(ChatEvent::Reasoning(_)) => vec![event],
            last => self.end().into_iter().map(Ok).chain([last]).collect(),
        }
    }

    fn push(&mut self, text: &str) -> Vec<ChatEvent> {
        let mut said = Vec::new();
        let mut text = mem::take(&mut self.undecided) + text;
        loop {
            match mem::take(&mut self.place).read(&text, &mut said) {
                Step::Go(place, rest) => {
                    self.place = place;
                    text = rest;
                }
                Step::Wait(place, rest) => {
                    self.place = place;
                    self.undecided = rest;
                    return self.tail.read(said);
                }
            }
        }
    }

    /// The rest, when nothing more comes.
    fn end(&mut self) -> Vec<ChatEvent> {
        let mut said = Vec::new();
        let rest = mem::take(&mut self.undecided);
        mem::replace(&mut self.place, Place::Words(Words::plain())).end(&rest, &mut said);
        let mut passed = self.tail.read(said);
        passed.extend(self.tail.end());
        passed
    }
}

impl Place {
    fn read(self, text: &str, said: &mut Vec<ChatEvent>) -> Step {
        match self {
            Self::Front(front) => front.read(text),
            Self::Within(within) => within.read(text, said),
            Self::Held(held) => held.read(text, said),
            Self::Closed(closed) => closed.read(text, said),
            Self::Words(words) => words.read(text, said),
            Self::Wrapped(wrapped) => wrapped.read(text, said),
            Self::Harmony(harmony) => harmony.read(text, said),
        }
    }

    fn end(self, rest: &str, said: &mut Vec<ChatEvent>) {
        match self {
            Self::Front(front) => front.end(rest, said),
            Self::Within(within) => within.end(rest, said),
            Self::Held(held) => held.end(rest, said),
            Self::Closed(closed) => closed.end(rest, said),
            Self::Words(_) => say(said, ChatEvent::Text, rest),
            Self::Wrapped(wrapped) => wrapped.end(rest, said),
            Self::Harmony(harmony) => harmony.end(rest, said),
        }
    }
}

/// Only white space so far, or since the last reasoning.
#[derive(Debug, Default)]
struct Front {
    is_after_thoughts: bool,
    /// That reasoning, in case it is the answer because nothing follows.
    kept: Option<String>,
}

impl Front {
    fn after(kept: Option<String>) -> Self {
        Self { is_after_thoughts: true, kept }
    }

    fn read(self, text: &str) -> Step {
        let visible = text.trim_start_matches(is_margin);
        if text.len() - visible.len() <= MAX_MARGIN {
            match self.mark(visible) {
                (Start::Whole(rest), Some(place)) => return Step::Go(place, rest.to_owned()),
                (Start::Perhaps, _) => return Step::Wait(Place::Front(self), text.to_owned()),
                _ => {}
            }
        }
        match self.is_after_thoughts {
            true if visible.is_empty() => Step::Wait(Place::Front(self), text.to_owned()),
            true => Step::Go(Place::Words(Words::later()), visible.to_owned()),
            false => Step::Go(Place::Words(Words::first()), text.to_owned()),
        }
    }

    /// The mark that the text begins with, and the place it leads to.
    fn mark<'a>(&self, text: &'a str) -> (Start<'a>, Option<Place>) {
        let mut is_undecided = false;
        let mut found = |start: Start<'a>| {
            is_undecided |= start == Start::Perhaps;
            matches!(start, Start::Whole(_)).then_some(start)
        };
        for marks in MARKS {
            if let Some(start) = found(marks.opening(text)) {
                let mark = mark_before(text, &start);
                return (start, Some(Place::Within(Within::new(marks, mark, self.kept.clone()))));
            }
        }
        if let Some(start) = found(Harmony::opening(text)) {
            return (start, Some(Place::Harmony(Harmony::new(text))));
        }
        for marks in WRAPPERS.into_iter().filter(|_| self.is_after_thoughts) {
            if let Some(start) = found(marks.opening(text)) {
                return (start, Some(Place::Wrapped(Wrapped::new(marks))));
            }
        }
        (if is_undecided { Start::Perhaps } else { Start::Otherwise }, None)
    }

    fn end(self, rest: &str, said: &mut Vec<ChatEvent>) {
        if !self.is_after_thoughts || !rest.chars().all(is_margin) {
            say(said, ChatEvent::Text, rest);
        } else if let Some(answer) = self.kept {
            say(said, ChatEvent::Text, answer.trim());
        }
    }
}

/// The mark that the text begins with, as it was written.
fn mark_before(text: &str, start: &Start<'_>) -> String {
    let Start::Whole(rest) = start else { return String::new() };
    text.get(..text.len() - rest.len()).unwrap_or_default().to_owned()
}

fn say(said: &mut Vec<ChatEvent>, event: fn(String) -> ChatEvent, text: &str) {
    if !text.is_empty() {
        said.push(event(text.to_owned()));
    }
}

/// Reasoning, kept where it may turn out to be the answer.
fn thought(said: &mut Vec<ChatEvent>, kept: &mut Option<String>, text: &str) {
    say(said, ChatEvent::Reasoning, text);
    if let Some(kept) = kept {
        kept.push_str(text);
    }
}
