//! Names of models: which provider, and which of its models.

use std::fmt;

use crate::Provider;

/// `provider/model`, such as `openai/gpt-4o` or `ollama/library/llama3:8b`; the provider is the part before the first
/// slash.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ModelId(String);

impl ModelId {
    pub(crate) fn new(provider: &Provider, model: &str) -> Self {
        Self(format!("{}/{model}", provider.id()))
    }

    /// The text form, as stored with an agent and sent in a request.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ModelId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A model as it is shown to a person who chooses one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelCard {
    pub id: ModelId,
    /// The model's own name.
    pub label: String,
    pub provider_label: String,
    /// True for the embedded model, which shows how things work and is not for real use.
    pub is_demo: bool,
}
