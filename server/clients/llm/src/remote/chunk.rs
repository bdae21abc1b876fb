//! One event of a streamed answer, reading only what we use and forgiving what servers leave out.

use serde::Deserialize;
use serde_json::Value;

#[derive(Debug, Default, Deserialize)]
pub(super) struct Chunk {
    choices: Option<Vec<Choice>>,
    pub usage: Option<Usage>,
    /// Set instead of all others when the provider fails in mid-answer.
    pub error: Option<Value>,
}

#[derive(Debug, Default, Deserialize)]
struct Choice {
    delta: Option<Delta>,
    finish_reason: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
struct Delta {
    content: Option<Content>,
    refusal: Option<String>,
    /// Thoughts of reasoning models, under the two names in use; they count as signs of life.
    reasoning_content: Option<Value>,
    reasoning: Option<Value>,
}

/// Mostly a string; Mistral's reasoning models send parts.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Content {
    Text(String),
    Parts(Vec<Part>),
}

#[derive(Debug, Deserialize)]
struct Part {
    text: Option<String>,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub(super) struct Usage {
    pub prompt_tokens: Option<u32>,
    pub completion_tokens: Option<u32>,
}

impl Chunk {
    /// The words of this chunk; a refusal in words is shown like any answer.
    pub(super) fn take_text(&mut self) -> String {
        let Some(delta) = self.choice_mut().and_then(|choice| choice.delta.as_mut()) else {
            return String::new();
        };
        let mut text = match delta.content.take() {
            Some(Content::Text(text)) => text,
            Some(Content::Parts(parts)) => parts.into_iter().filter_map(|part| part.text).collect(),
            None => String::new(),
        };
        text.push_str(delta.refusal.as_deref().unwrap_or_default());
        text
    }

    pub(super) fn finish_reason(&self) -> Option<&str> {
        let reason = self.choices.as_ref()?.first()?.finish_reason.as_deref()?;
        (!reason.is_empty()).then_some(reason)
    }

    pub(super) fn has_thoughts(&self) -> bool {
        let delta = self.choices.as_ref().and_then(|choices| choices.first()?.delta.as_ref());
        delta.is_some_and(|delta| delta.reasoning_content.is_some() || delta.reasoning.is_some())
    }

    fn choice_mut(&mut self) -> Option<&mut Choice> {
        self.choices.as_mut()?.first_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(json: &str) -> Option<String> {
        Some(serde_json::from_str::<Chunk>(json).ok()?.take_text())
    }

    #[test]
    fn chunks_of_frugal_servers_are_read() {
        assert_eq!(text(r#"{"choices":[{"delta":{"content":"Hi"}}]}"#).as_deref(), Some("Hi"));
        assert_eq!(text(r#"{"choices":null,"usage":null}"#).as_deref(), Some(""));
        let parts = r#"{"choices":[{"delta":{"content":[{"type":"thinking"},{"type":"text","text":"Hi"}]}}]}"#;
        assert_eq!(text(parts).as_deref(), Some("Hi"));
        assert_eq!(text(r#"{"choices":[{"delta":{"content":null,"refusal":"No."}}]}"#).as_deref(), Some("No."));
    }
}
