//! The providers of models, and their endpoints.

use std::borrow::Cow;

use secrecy::SecretString;

/// A kind of provider; they differ in what they accept, see `remote::body`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Provider {
    OpenAi,
    Anthropic,
    Xai,
    /// Any server that speaks OpenAI's chat completions (Ollama, vLLM, a gateway…).
    Compatible {
        name: String,
    },
    /// The model embedded in this process.
    Local,
}

impl Provider {
    /// The part of a model id before the slash: lower-case letters, digits and hyphens.
    pub fn id(&self) -> Cow<'static, str> {
        match self {
            Self::OpenAi => "openai".into(),
            Self::Anthropic => "anthropic".into(),
            Self::Xai => "xai".into(),
            Self::Local => "local".into(),
            Self::Compatible { name } => slug(name).into(),
        }
    }

    /// Its name for people.
    pub fn label(&self) -> &str {
        match self {
            Self::OpenAi => "OpenAI",
            Self::Anthropic => "Anthropic",
            Self::Xai => "xAI",
            Self::Local => "Built in",
            Self::Compatible { name } => name,
        }
    }

    /// Its public address, for the providers that have one.
    pub fn default_base_url(&self) -> Option<&'static str> {
        match self {
            Self::OpenAi => Some("https://api.openai.com/v1"),
            Self::Anthropic => Some("https://api.anthropic.com/v1"),
            Self::Xai => Some("https://api.x.ai/v1"),
            Self::Compatible { .. } | Self::Local => None,
        }
    }
}

fn slug(name: &str) -> String {
    let plain = name.to_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), "-");
    let words: Vec<&str> = plain.split('-').filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "compatible".to_owned() } else { words.join("-") }
}

/// An address with a key and the models it offers.
#[derive(Debug, Clone)]
pub struct Endpoint {
    pub provider: Provider,
    /// Up to and including `/v1`; `http` or `https`.
    pub base_url: String,
    /// May be empty for servers that require none.
    pub api_key: SecretString,
    /// Model names as the provider spells them.
    pub models: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_compatible_server_gets_an_id_made_of_its_name() {
        let id = |name: &str| Provider::Compatible { name: name.into() }.id().into_owned();
        assert_eq!(id("Our vLLM (Berlin)"), "our-vllm-berlin");
        assert_eq!(id("…"), "compatible");
    }
}
