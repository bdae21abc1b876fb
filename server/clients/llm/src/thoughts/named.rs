//! An answer that begins by naming a mark: "`<think>` is the tag of some models." Reasoning has its first word directly
//! after the mark or on the next line, but not always; so the text is held back until a closing mark shows what it is.

use super::say;
use crate::ChatEvent;

/// An opening mark and the text since.
#[derive(Debug)]
pub(super) struct Named {
    mark: String,
    text: String,
}

impl Named {
    /// Directly after this mark.
    pub(super) fn by(mark: String) -> Self {
        Self { mark, text: String::new() }
    }

    /// More text.
    pub(super) fn with(mut self, text: &str) -> Self {
        self.text.push_str(text);
        self
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Whether a sentence continues after the mark, or may do so.
    pub(super) fn may_be_sentence(&self) -> bool {
        self.is_sentence().unwrap_or(true)
    }

    /// At the end, where nothing has closed the mark: it was a word of the answer.
    pub(super) fn end(self, rest: &str, said: &mut Vec<ChatEvent>) {
        let named = self.with(rest);
        if named.is_sentence() == Some(true) {
            say(said, ChatEvent::Text, &(named.mark + &named.text));
        } else {
            say(said, ChatEvent::Reasoning, &named.text);
        }
    }

    /// None if nothing visible has come on the line of the mark.
    fn is_sentence(&self) -> Option<bool> {
        let words = self.text.trim_start_matches([' ', '\t']);
        let first = words.chars().next()?;
        let has_space = words.len() < self.text.len();
        Some(matches!(first, ',' | ';' | ':' | ')') || has_space && !matches!(first, '\n' | '\r'))
    }
}
