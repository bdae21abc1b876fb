//! The tolerant reader: takes the raw bytes of an answer and gives what the model said. It knows nothing of time.

use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use super::{
    chunk::{Chunk, Kind, Said},
    events::{Event, Events},
    json::items,
    letters::Letters,
    refusal::error_event,
};
use crate::{ChatEvent, FinishReason, LlmError};

/// A longer answer is none.
const MAX_ANSWER: usize = 16 * 1024 * 1024;

/// An answer as far as it has been read.
#[derive(Debug, Default)]
pub(super) struct Answer {
    key: SecretString,
    events: Events,
    words: Letters,
    thoughts: Letters,
    bytes: usize,
    /// Objects that were read, and those among them that show the model at work.
    chunks: u32,
    signs_of_life: u32,
    has_deltas: bool,
    is_whole: bool,
    is_done: bool,
    finish: Option<FinishReason>,
    /// Words came after the finish: the server names a reason all along, and it means nothing before the end.
    names_finish_early: bool,
    usage: Option<(u32, u32)>,
    failure: Option<LlmError>,
}

impl Answer {
    /// Nothing read yet; errors never show this key.
    pub(super) fn new(key: SecretString) -> Self {
        Self { key, ..Self::default() }
    }

    /// What these bytes add to the words and thoughts.
    pub(super) fn push(&mut self, bytes: &[u8]) -> Vec<ChatEvent> {
        self.bytes = self.bytes.saturating_add(bytes.len());
        if self.bytes > MAX_ANSWER {
            let reason = "an answer without end".to_owned();
            self.failure.get_or_insert(LlmError::BadResponse { reason });
            return Vec::new();
        }
        let events = self.events.push(bytes);
        self.take(events)
    }

    /// What was still waiting for more bytes.
    pub(super) fn end(&mut self) -> Vec<ChatEvent> {
        let events = self.events.end();
        let mut said = self.take(events);
        for (kind, rest) in [(Kind::Thought, self.thoughts.end()), (Kind::Word, self.words.end())] {
            said.extend((!rest.is_empty()).then(|| event(kind, rest)));
        }
        said
    }

    /// Grows with everything that shows the model at work.
    pub(super) fn signs_of_life(&self) -> u32 {
        self.signs_of_life
    }

    /// Whether an error was told, after which nothing is read any more.
    pub(super) fn has_failed(&self) -> bool {
        self.failure.is_some()
    }

    /// Whether the server said that it has said everything.
    pub(super) fn is_done(&self) -> bool {
        self.is_done
    }

    /// Whether the model said why it stopped.
    pub(super) fn has_finished(&self) -> bool {
        self.finish.is_some() && !self.names_finish_early
    }

    /// Tokens read and written, as counted last.
    pub(super) fn usage(&self) -> Option<(u32, u32)> {
        self.usage
    }

    /// How the answer ended. Once the model has said why it stopped the answer is whole, however the connection ended.
    pub(super) fn verdict(&mut self, cause: Option<LlmError>) -> Result<FinishReason, LlmError> {
        let unreadable = self.events.unreadable();
        if unreadable > 0 {
            tracing::warn!(unreadable, "a model's server sent lines that cannot be read");
        }
        let broke_off = cause.is_some() || self.failure.is_some();
        if let Some(reason) = self.finish.filter(|_| !(self.names_finish_early && broke_off)) {
            return Ok(reason);
        }
        if let Some(failure) = self.failure.take() {
            return Err(failure);
        }
        let is_silent = self.chunks == 0;
        if (self.is_done && !(is_silent && unreadable > 0)) || (self.is_whole && cause.is_none()) {
            return Ok(FinishReason::Stop);
        }
        Err(cause.unwrap_or_else(|| {
            if is_silent && unreadable > 0 {
                LlmError::BadResponse { reason: "nothing of it could be read".to_owned() }
            } else {
                LlmError::Interrupted { reason: "the stream ended before the answer did".to_owned() }
            }
        }))
    }

    fn take(&mut self, events: Vec<Event>) -> Vec<ChatEvent> {
        let mut said = Vec::new();
        for event in events {
            match event {
                _ if self.failure.is_some() => {}
                Event::Done => self.is_done = true,
                Event::Words(words) => self.fail(&Value::String(words)),
                Event::Json { text, is_error } if text.starts_with('[') => {
                    for item in items(&text) {
                        self.chunk(item, is_error, &mut said);
                    }
                }
                Event::Json { text, is_error } => self.chunk(&text, is_error, &mut said),
            }
        }
        said
    }

    fn chunk(&mut self, json: &str, is_error: bool, said: &mut Vec<ChatEvent>) {
        let Some(chunk) = Chunk::read(json) else { return };
        self.chunks += 1;
        let Said { pieces, is_message } = chunk.said();
        self.signs_of_life += u32::from(!pieces.is_empty() || chunk.has_hidden_thoughts());
        // Some servers end with a message that says everything again.
        if !(is_message && self.has_deltas) {
            self.has_deltas |= !pieces.is_empty() && !is_message;
            self.names_finish_early |= !pieces.is_empty() && self.finish.is_some();
            for piece in pieces {
                let letters = if piece.kind == Kind::Word { &mut self.words } else { &mut self.thoughts };
                let text = letters.read(piece.literal);
                said.extend((!text.is_empty()).then(|| event(piece.kind, text)));
            }
        }
        self.is_whole |= is_message && chunk.is_whole_answer();
        // Some servers count in every chunk; the last count is the whole one.
        self.usage = chunk.usage().or(self.usage);
        let finish = chunk.finish_reason();
        if let Some(error) = chunk.error(json, is_error) {
            self.fail(&error);
        } else if finish.as_deref() == Some("error") {
            self.fail(&Value::String("The model reported an error.".to_owned()));
        } else if !matches!(self.finish, Some(FinishReason::Length | FinishReason::Filtered)) {
            self.finish = finish.as_deref().map(FinishReason::from_wire).or(self.finish);
        }
    }

    fn fail(&mut self, error: &Value) {
        self.failure.get_or_insert_with(|| error_event(error, self.key.expose_secret()));
    }
}

fn event(kind: Kind, text: String) -> ChatEvent {
    match kind {
        Kind::Word => ChatEvent::Text(text),
        Kind::Thought => ChatEvent::Reasoning(text),
    }
}

#[cfg(test)]
#[path = "answer_tests.rs"]
mod tests;
