//! Takes apart what a model thinks and what it answers, where it writes both into one text: the thoughts stand at the
//! front, between marks such as `<think>` and `</think>`. Marks inside an answer are words like any other.

use std::{collections::VecDeque, mem};

use futures::{StreamExt, stream};

use crate::{
    ChatEvent, ChatStream, LlmError,
    marks::{MARKS, Marks, Start, is_margin, start},
};

/// More white space than this stands before no mark.
const MAX_MARGIN: usize = 256;

/// The same answer with the thoughts in its texts as events of their own.
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

/// A text of a model without the thoughts at its front.
pub fn without_thoughts(text: &str) -> String {
    let mut thoughts = Thoughts::default();
    let mut said = thoughts.push(text);
    said.extend(thoughts.end());
    let words = said.into_iter().filter_map(|event| match event {
        ChatEvent::Text(text) => Some(text),
        _ => None,
    });
    words.collect()
}

/// Where in a text we are, and what of it cannot be told yet.
#[derive(Debug, Default)]
struct Thoughts {
    place: Place,
    undecided: String,
}

#[derive(Debug)]
enum Place {
    /// Nothing but white space came so far, or since the last thoughts.
    Front {
        is_after_thoughts: bool,
    },
    Within(Within),
    Answer,
}

/// Inside of thoughts.
#[derive(Debug)]
struct Within {
    marks: Marks,
    /// Marks inside of marks.
    depth: u32,
    /// Backticks in the line so far: after an odd number of them stands code.
    ticks: u32,
    /// What came after a closing mark that perhaps was the last one: the answer, if no other follows.
    perhaps_answer: Option<String>,
}

impl Default for Place {
    fn default() -> Self {
        Self::Front { is_after_thoughts: false }
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
        self.undecided.push_str(text);
        loop {
            let place = mem::replace(&mut self.place, Place::Answer);
            let (place, goes_on) = match place {
                Place::Front { is_after_thoughts } => self.at_front(is_after_thoughts),
                Place::Within(within) => self.within(within, &mut said),
                Place::Answer => {
                    say(&mut said, ChatEvent::Text, &mem::take(&mut self.undecided));
                    (Place::Answer, false)
                }
            };
            self.place = place;
            if !goes_on {
                return said;
            }
        }
    }

    /// What is left when nothing more comes.
    fn end(&mut self) -> Vec<ChatEvent> {
        let mut said = Vec::new();
        let rest = mem::take(&mut self.undecided);
        match mem::replace(&mut self.place, Place::Answer) {
            Place::Front { is_after_thoughts: true } if is_blank(&rest) => {}
            Place::Within(Within { perhaps_answer: None, .. }) => say(&mut said, ChatEvent::Reasoning, &rest),
            Place::Within(Within { perhaps_answer: Some(answer), .. }) => {
                say(&mut said, ChatEvent::Text, (answer + &rest).trim_start());
            }
            Place::Front { .. } | Place::Answer => say(&mut said, ChatEvent::Text, &rest),
        }
        said
    }

    fn at_front(&mut self, is_after_thoughts: bool) -> (Place, bool) {
        let text = self.undecided.trim_start_matches(is_margin);
        let margin = self.undecided.len() - text.len();
        for marks in MARKS {
            if let Start::Whole(rest) = start(text, marks.open) {
                self.undecided = rest.to_owned();
                return (Place::Within(Within { marks, depth: 1, ticks: 0, perhaps_answer: None }), true);
            }
        }
        let may_become_mark = MARKS.iter().any(|marks| start(text, marks.open) == Start::Perhaps);
        if may_become_mark && margin <= MAX_MARGIN {
            return (Place::Front { is_after_thoughts }, false);
        }
        if is_after_thoughts {
            self.undecided = text.to_owned();
        }
        (Place::Answer, !self.undecided.is_empty())
    }

    fn within(&mut self, mut within: Within, said: &mut Vec<ChatEvent>) -> (Place, bool) {
        let text = mem::take(&mut self.undecided);
        let Marks { open, close } = within.marks;
        let (mut from, mut at) = (0, 0);
        while let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()) {
            let rest = text.get(at..).unwrap_or_default();
            let (opens, closes) = (start(rest, open), start(rest, close));
            if opens == Start::Perhaps || closes == Start::Perhaps {
                rest.clone_into(&mut self.undecided);
                within.think(said, text.get(from..at).unwrap_or_default());
                return (Place::Within(within), false);
            }
            let is_code = within.ticks % 2 == 1;
            match (opens, closes) {
                (Start::Whole(_), _) if !is_code => within.depth += 1,
                (_, Start::Whole(rest)) if !is_code => {
                    within.think(said, text.get(from..at).unwrap_or_default());
                    within.depth -= 1;
                    within.unhold(said);
                    if within.depth == 0 {
                        rest.clone_into(&mut self.undecided);
                        return (Place::Front { is_after_thoughts: true }, true);
                    }
                    within.perhaps_answer = Some(String::new());
                    at += close.len();
                    from = at;
                    continue;
                }
                _ => {}
            }
            match letter {
                '`' => within.ticks += 1,
                '\n' => within.ticks = 0,
                _ => {}
            }
            at += letter.len_utf8();
        }
        within.think(said, text.get(from..).unwrap_or_default());
        (Place::Within(within), false)
    }
}

impl Within {
    fn think(&mut self, said: &mut Vec<ChatEvent>, text: &str) {
        match &mut self.perhaps_answer {
            Some(held) => held.push_str(text),
            None => say(said, ChatEvent::Reasoning, text),
        }
    }

    /// What was held back was not the answer, since another closing mark has come.
    fn unhold(&mut self, said: &mut Vec<ChatEvent>) {
        if let Some(held) = self.perhaps_answer.take() {
            say(said, ChatEvent::Reasoning, &held);
        }
    }
}

fn say(said: &mut Vec<ChatEvent>, event: fn(String) -> ChatEvent, text: &str) {
    if !text.is_empty() {
        said.push(event(text.to_owned()));
    }
}

fn is_blank(text: &str) -> bool {
    text.chars().all(is_margin)
}

#[cfg(test)]
#[path = "thoughts_tests.rs"]
mod tests;
