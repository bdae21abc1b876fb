//! The normal answer in the parts from which dialects are built.

use serde_json::{Value, json};

use super::super::{
    answer::Answer,
    request::Asked,
    wire::{self, DONE, event},
};

/// The request, and the answer to it.
pub struct Told<'a> {
    pub(super) asked: &'a Asked,
    pub(super) answer: &'a Answer,
}

impl Told<'_> {
    /// A chunk with this change of its only choice.
    pub(super) fn delta(&self, delta: &Value) -> Value {
        wire::chunk(&self.asked.model, delta, None)
    }

    /// A chunk for each token.
    pub(super) fn tokens(&self) -> Vec<Value> {
        self.answer.tokens.iter().map(|token| self.delta(&json!({ "content": token }))).collect()
    }

    /// The chunk that says why the model stopped.
    pub(super) fn finish(&self) -> Value {
        wire::chunk(&self.asked.model, &json!({}), Some(wire::finish_reason(self.answer)))
    }

    /// The chunk that counts the tokens.
    pub(super) fn usage(&self) -> Value {
        wire::usage_chunk(self.asked, self.answer)
    }

    /// The finish and the count.
    pub(super) fn ending(&self) -> Vec<Value> {
        vec![self.finish(), self.usage()]
    }

    /// All chunks of the answer.
    pub(super) fn chunks(&self) -> Vec<Value> {
        let mut chunks = vec![self.delta(&json!({ "role": "assistant", "content": "" }))];
        chunks.extend(self.tokens());
        chunks.extend(self.ending());
        chunks
    }

    /// The events of the first half of the answer.
    pub(super) fn first_half(&self) -> String {
        let mut tokens = self.tokens();
        tokens.truncate(tokens.len() / 2);
        events(&tokens)
    }

    /// The whole answer in one piece.
    pub(super) fn completion(&self) -> Value {
        wire::completion(self.asked, self.answer)
    }
}

/// The chunks as events.
pub(super) fn events(chunks: &[Value]) -> String {
    chunks.iter().map(event).collect()
}

/// The chunks as a whole stream.
pub(super) fn stream(chunks: &[Value]) -> Vec<u8> {
    (events(chunks) + DONE).into_bytes()
}

/// The chunks with one field of each changed.
pub(super) fn changed(mut chunks: Vec<Value>, change: impl Fn(&mut Value)) -> Vec<Value> {
    chunks.iter_mut().for_each(change);
    chunks
}
