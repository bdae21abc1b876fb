//! The parts of a chat request that the stand-in reads, and the checks that the real API makes on them.

use serde::Deserialize;
use serde_json::Value;

/// The request, read from the body of `POST /v1/chat/completions`.
#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    pub model: String,
    pub messages: Vec<Message>,
    #[serde(default)]
    pub stream: bool,
    pub stream_options: Option<StreamOptions>,
    pub temperature: Option<f64>,
    pub max_tokens: Option<usize>,
    pub max_completion_tokens: Option<usize>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Message {
    pub role: String,
    pub content: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct StreamOptions {
    #[serde(default)]
    pub include_usage: bool,
}

impl Asked {
    /// Reads and checks a body; the error is the sentence that the API answers with its 400.
    pub(super) fn read(body: &Value) -> Result<Self, String> {
        let asked = Self::deserialize(body).map_err(|error| format!("Invalid body: {error}"))?;
        asked.check()?;
        Ok(asked)
    }

    fn check(&self) -> Result<(), String> {
        if self.messages.is_empty() {
            return Err("Invalid 'messages': empty array.".into());
        }
        let known = ["system", "developer", "user", "assistant"];
        if let Some(message) = self.messages.iter().find(|m| !known.contains(&m.role.as_str())) {
            return Err(format!("Invalid value: '{}'.", message.role));
        }
        if self.temperature.is_some_and(|t| !(0.0..=2.0).contains(&t)) {
            return Err("Invalid 'temperature': expected a value between 0 and 2.".into());
        }
        if self.max_tokens.is_some() && self.max_completion_tokens.is_some() {
            return Err("Set either 'max_tokens' or 'max_completion_tokens', not both.".into());
        }
        Ok(())
    }

    pub(super) fn wants_usage(&self) -> bool {
        self.stream_options.as_ref().is_some_and(|options| options.include_usage)
    }

    pub(super) fn token_limit(&self) -> usize {
        self.max_tokens.or(self.max_completion_tokens).unwrap_or(usize::MAX)
    }

    pub(super) fn prompt_tokens(&self) -> usize {
        self.messages.iter().map(|m| m.content.split_whitespace().count() + 3).sum()
    }

    pub(super) fn question(&self) -> &str {
        let last = self.messages.iter().rev().find(|message| message.role == "user");
        last.map_or("", |message| message.content.as_str())
    }

    /// The name between the first `[[` and `]]` of the last user message.
    pub(super) fn marker(&self) -> Option<&str> {
        let (_, rest) = self.question().split_once("[[")?;
        let (name, _) = rest.split_once("]]")?;
        Some(name.trim())
    }
}
