//! The held messages as text, for the next page.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::held::{Held, Order, Outbox};

impl<M: Clone + PartialEq + Serialize + DeserializeOwned> Outbox<M> {
    /// The messages that have not arrived, to be stored; empty if there are none.
    pub fn kept(&self) -> String {
        if self.line.is_empty() {
            return String::new();
        }
        // If they cannot be serialised, they are lost when the page goes, and not before.
        serde_json::to_string(&self.line).unwrap_or_default()
    }

    /// Takes over what an earlier page stored; an unknown text counts as nothing.
    pub fn restore(&mut self, kept: &str) -> Vec<Order<M>> {
        let found: Vec<Held<M>> = serde_json::from_str(kept).unwrap_or_default();
        self.resume(found)
    }
}

/// The stored text without this message, which has arrived; an unknown text stays as it is.
pub(super) fn without(kept: &str, id: &str) -> String {
    // The messages stay as they were, whatever they contain.
    let Ok(mut held) = serde_json::from_str::<Vec<Held<serde_json::Value>>>(kept) else { return kept.to_owned() };
    held.retain(|held| held.id != id);
    if held.is_empty() { String::new() } else { serde_json::to_string(&held).unwrap_or_default() }
}
