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
