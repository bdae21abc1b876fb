//! The tolerant reader: turns the raw bytes of an answer into events. It knows nothing of time.

use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use super::{
    chunk::Chunk,
    events::{Event, Events},
    failing::value,
    json::items,
    packing::Packing,
    refusal::{error_event, reads_like_error},
    usage::Asked,
    voices::Voices,
};
use crate::{ChatEvent, FinishReason, LlmError};

/// A longer answer is invalid.
const MAX_ANSWER: usize = 16 * 1024 * 1024;

/// An answer as far as it has been read.
#[derive(Debug, Default)]
pub(super) struct Answer {
    key: SecretString,
    asked: Asked,
    packing: Packing,
    events: Events,
    voices: Voices,
    bytes: usize,
    /// Objects that were read, and those among them that show the model at work.
    chunks: u32,
    signs_of_life: u32,
    is_whole: bool,
    /// The last object is a complete answer if it is the only one.
    may_be_whole: bool,
    is_done: bool,
    finish: Option<FinishReason>,
    /// Text came after the finish: the server sends a reason all along, and it means nothing before the end.
    names_finish_early: bool,
    usage: Option<(u32, u32)>,
    failure: Option<LlmError>,
    /// A possible error, which is one if the answer does not continue.
    suspicion: Option<Value>,
}

impl Answer {
    /// An empty answer; errors never show this key.
    pub(super) fn new(key: SecretString, asked: Asked) -> Self {
        Self { key, asked, ..Self::default() }
    }

    /// The text and reasoning that these bytes add.
    pub(super) fn push(&mut self, bytes: &[u8]) -> Vec<ChatEvent> {
        let mut said = Vec::new();
        for piece in bytes.chunks(self.packing.piece()) {
            let piece = self.packing.unpack(piece);
            said.extend(self.read(&piece));
        }
        said
    }

    fn read(&mut self, bytes: &[u8]) -> Vec<ChatEvent> {
        self.bytes = self.bytes.saturating_add(bytes.len());
        if self.bytes > MAX_ANSWER {
            let reason = "an answer without end".to_owned();
            self.failure.get_or_insert(LlmError::BadResponse { reason });
            return Vec::new();
        }
        let events = self.events.push(bytes);
        self.take(events)
    }

    /// The text that was still waiting for more bytes.
    pub(super) fn end(&mut self) -> Vec<ChatEvent> {
        let rest = self.packing.end();
        let mut said = self.read(rest);
        let events = self.events.end();
        said.extend(self.take(events));
        said.extend(self.voices.end());
        said
    }

    /// Grows with every sign that the model is at work.
    pub(super) fn signs_of_life(&self) -> u32 {
        self.signs_of_life
    }

    /// Whether an error was reported, after which nothing more is read.
    pub(super) fn has_failed(&self) -> bool {
        self.failure.is_some()
    }

    /// Whether the server said that the stream is complete.
    pub(super) fn is_done(&self) -> bool {
        self.is_done
    }

    /// Whether the model gave a reason for stopping.
    pub(super) fn has_finished(&self) -> bool {
        self.finish.is_some() && !self.names_finish_early
    }

    /// Tokens read and written, by the last count; none if that number is impossible.
    pub(super) fn usage(&self) -> Option<(u32, u32)> {
        let (input, output) = self.usage?;
        let is_believed = self.asked.allows(input, output, self.voices.bytes());
        if !is_believed {
            tracing::warn!(input, output, asked = ?self.asked, "a model's server counted tokens that cannot be");
        }
        is_believed.then_some((input, output))
    }

    /// How the answer ended. Once the model has given a reason for stopping the answer is complete, however the
    /// connection ended.
    pub(super) fn verdict(&mut self, cause: Option<LlmError>) -> Result<FinishReason, LlmError> {
        let unreadable = self.events.unreadable();
        if unreadable > 0 {
            tracing::warn!(unreadable, "a model's server sent lines that cannot be read");
        }
        // Without a word the answer may be in what cannot be read.
        let is_garbled = unreadable > 0 && self.signs_of_life == 0;
        let broke_off = cause.is_some() || self.failure.is_some();
        let finish = self.finish.filter(|_| !(self.names_finish_early && broke_off));
        if let Some(reason) = finish.filter(|reason| !is_garbled || is_cut_short(*reason)) {
            return Ok(reason);
        }
        if let Some(failure) = self.failure.take() {
            return Err(failure);
        }
        if let Some(error) = self.last_words() {
            return Err(error_event(&error, self.key.expose_secret()));
        }
        if !is_garbled && (self.is_done || cause.is_none() && (self.is_whole || self.is_only_object())) {
            return Ok(FinishReason::Stop);
        }
        Err(cause.unwrap_or_else(|| self.unfinished(is_garbled)))
    }

    /// Whether all that was sent is one answer of JSON, as servers send it that do not stream.
    fn is_only_object(&self) -> bool {
        self.may_be_whole && self.chunks == 1 && !self.events.is_stream() && self.events.unreadable() == 0
    }

    fn unfinished(&self, is_garbled: bool) -> LlmError {
        if is_garbled {
            return LlmError::BadResponse { reason: "nothing of it could be read".to_owned() };
        }
        let reason = if self.bytes == 0 { "nothing was sent" } else { "the stream ended before the answer did" };
        LlmError::Interrupted { reason: reason.to_owned() }
    }

    /// The error that the server, or a proxy before it, sent instead of the rest.
    fn last_words(&self) -> Option<Value> {
        let stray = self.events.stray();
        let is_error = self.chunks > 0 && !self.is_done && reads_like_error(stray);
        // HTML pages are not quoted.
        let words = if stray.starts_with('<') { "Bad Gateway" } else { stray };
        self.suspicion.clone().or_else(|| is_error.then(|| Value::from(words)))
    }

    fn take(&mut self, events: Vec<Event>) -> Vec<ChatEvent> {
        let mut said = Vec::new();
        for event in events {
            match event {
                _ if self.failure.is_some() => {}
                Event::Done => self.is_done = true,
                Event::Words(words) => self.fail(&Value::String(words)),
                Event::Json { text, is_error } if text.starts_with('[') => {
                    let items = items(&text);
                    if is_error && items.is_empty() {
                        self.fail(&Value::Null);
                    }
                    for item in items {
                        self.chunk(item, is_error, &mut said);
                    }
                }
                Event::Json { text, is_error } => self.chunk(&text, is_error, &mut said),
            }
        }
        said
    }

    fn chunk(&mut self, json: &str, is_error: bool, said: &mut Vec<ChatEvent>) {
        let Some(chunk) = Chunk::read(json, self.voices.choice()) else {
            if is_error {
                self.fail(&value(json));
            }
            return;
        };
        self.chunks += 1;
        let pieces = chunk.said();
        let has_words = !pieces.pieces.is_empty();
        self.signs_of_life += u32::from(has_words || chunk.has_hidden_thoughts());
        self.names_finish_early |= has_words && self.finish.is_some() && !self.voices.has_heard(&pieces);
        self.is_whole |= pieces.is_message && chunk.is_whole_answer();
        self.may_be_whole = chunk.may_be_whole();
        self.is_done |= chunk.says_done();
        self.suspicion = self.suspicion.take().filter(|_| !has_words).or_else(|| chunk.suspicion(json));
        said.extend(self.voices.hear(&chunk, &pieces));
        // Some servers count in every chunk; the last count is the complete one.
        self.usage = chunk.usage().or(self.usage);
        let finish = chunk.finish_reason();
        if let Some(error) = chunk.error(json, is_error) {
            self.fail(&error);
        } else if finish.as_deref() == Some("error") {
            self.fail(&Value::String("The model reported an error.".to_owned()));
        } else if !self.finish.is_some_and(is_cut_short) {
            self.finish = finish.as_deref().map(FinishReason::from_wire).or(self.finish);
        }
    }

    fn fail(&mut self, error: &Value) {
        self.failure.get_or_insert_with(|| error_event(error, self.key.expose_secret()));
    }
}

/// Reasons that explain an answer without a word, and that a later one does not replace.
fn is_cut_short(reason: FinishReason) -> bool {
    matches!(reason, FinishReason::Length | FinishReason::Filtered)
}

#[cfg(test)]
#[path = "answer_tests.rs"]
mod tests;
