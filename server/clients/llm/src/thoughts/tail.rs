//! The tokens of a chat template at the end of an answer, which some servers pass on. They are left out.

use std::mem;

use super::{
    marks::{Start, is_margin, start, start_of_any},
    say,
    words::ends_sentence,
};
use crate::ChatEvent;

/// The longer one first, where one begins another.
const TOKENS: [&str; 10] = [
    "</s>",
    "<|im_end|>",
    "<|im_start|>assistant",
    "<|im_start|>",
    "<|endoftext|>",
    "<|end_of_text|>",
    "<|eot_id|>",
    "<end_of_turn>",
    "<|END_OF_TURN_TOKEN|>",
    "<｜end▁of▁sentence｜>",
];
/// HTML ends text that is struck through in the same way as a template ends an answer.
const STRIKE: &str = "<s>";
/// More tokens than fit into this are text.
const LONGEST: usize = 1_024;
/// How much of the text before is looked at.
const RECENT: usize = 256;

/// The end of a text that may consist of such tokens, held back.
#[derive(Debug, Default)]
pub(super) struct Tail {
    held: String,
    /// The end of the text before it.
    recent: String,
    has_strike: bool,
}

impl Tail {
    /// The events without what may be tokens at the end.
    pub(super) fn read(&mut self, said: Vec<ChatEvent>) -> Vec<ChatEvent> {
        let mut passed = Vec::new();
        for event in said {
            match event {
                ChatEvent::Text(text) => self.take(&text, &mut passed),
                other => {
                    let held = mem::take(&mut self.held);
                    self.pass(&held, &mut passed);
                    passed.push(other);
                }
            }
        }
        passed
    }

    /// Nothing more comes: tokens are left out, and anything else was text.
    pub(super) fn end(&mut self) -> Vec<ChatEvent> {
        let (held, mut passed) = (mem::take(&mut self.held), Vec::new());
        if !is_tokens(&held) {
            self.pass(&held, &mut passed);
        }
        passed
    }

    fn take(&mut self, text: &str, passed: &mut Vec<ChatEvent>) {
        let text = mem::take(&mut self.held) + text;
        let begins = text.match_indices('<').map(|(at, _)| text.split_at(at));
        let tail = begins.filter(|(_, tail)| may_become_tokens(tail)).find(|(before, tail)| self.may_end(before, tail));
        match tail.filter(|(_, tail)| tail.len() <= LONGEST) {
            Some((before, tail)) => {
                self.pass(before, passed);
                tail.clone_into(&mut self.held);
            }
            None => self.pass(&text, passed),
        }
    }

    /// Whether an answer may end before these tokens. Writers who name one put a space before it.
    fn may_end(&self, before: &str, tail: &str) -> bool {
        let line = format!("{}{before}", self.recent);
        if (self.has_strike || line.contains(STRIKE)) && tail.starts_with("</s") {
            return false;
        }
        let words = line.trim_end();
        let gap = line.get(words.len()..).unwrap_or_default();
        gap.is_empty() || gap.contains(['\n', '\r']) || words.chars().next_back().is_none_or(ends_sentence)
    }

    fn pass(&mut self, text: &str, passed: &mut Vec<ChatEvent>) {
        say(passed, ChatEvent::Text, text);
        self.recent.push_str(text);
        self.has_strike |= self.recent.contains(STRIKE);
        let cut = self.recent.ceil_char_boundary(self.recent.len().saturating_sub(RECENT));
        self.recent.drain(..cut);
    }
}

/// Nothing but tokens and white space, as far as it has come.
fn may_become_tokens(mut text: &str) -> bool {
    loop {
        text = text.trim_start_matches(is_margin);
        let is_undecided = TOKENS.iter().any(|token| start(text, token) == Start::Perhaps);
        match start_of_any(text, &TOKENS) {
            _ if text.is_empty() || is_undecided => return true,
            Start::Whole(rest) => text = rest,
            _ => return false,
        }
    }
}

fn is_tokens(mut text: &str) -> bool {
    loop {
        text = text.trim_start_matches(is_margin);
        match start_of_any(text, &TOKENS) {
            _ if text.is_empty() => return true,
            Start::Whole(rest) => text = rest,
            _ => return false,
        }
    }
}
