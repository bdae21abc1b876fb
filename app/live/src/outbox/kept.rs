//! What is held as a text, for a page that comes after this one.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::held::{Held, Order, Outbox};

impl<M: Clone + PartialEq + Serialize + DeserializeOwned> Outbox<M> {
    /// What has not arrived, to be kept; empty if there is nothing.
    pub fn kept(&self) -> String {
        if self.line.is_empty() {
            return String::new();
        }
        // What cannot be written down is lost with the page, and no sooner.
        serde_json::to_string(&self.line).unwrap_or_default()
    }

    /// Takes over what a page before this one has kept; a text that is none of ours counts as nothing.
    pub fn restore(&mut self, kept: &str) -> Vec<Order<M>> {
        let found: Vec<Held<M>> = serde_json::from_str(kept).unwrap_or_default();
        self.resume(found)
    }
}

/// What is left of a kept text once this message has arrived; a text that is none of ours stays as it is.
pub(super) fn without(kept: &str, id: &str) -> String {
    // Whatever the messages are, they are kept as they were.
    let Ok(mut held) = serde_json::from_str::<Vec<Held<serde_json::Value>>>(kept) else { return kept.to_owned() };
    held.retain(|held| held.id != id);
    if held.is_empty() { String::new() } else { serde_json::to_string(&held).unwrap_or_default() }
}
