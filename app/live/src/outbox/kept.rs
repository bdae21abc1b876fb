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
