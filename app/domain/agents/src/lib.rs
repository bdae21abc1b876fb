//! Agents: what the form sends, the rules it keeps, what lists show.

use serde::{Deserialize, Serialize};

use domain::error::FieldErrors;
use domain::ids::AgentId;
use domain::moment::Moment;
use domain::values::{AgentName, PROMPT_MAX, Prose, number, number_signs};

/// What the agent form sends. `version` is the version that the form was loaded with; an older one is a conflict.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EditAgent {
    pub id: AgentId,
    pub version: i32,
    pub name: String,
    pub system_prompt: String,
    /// A model id such as `openai/gpt-5-mini`; empty means the platform's default.
    pub model: String,
    /// As typed: 0 to 2.
    pub temperature: String,
    /// As typed: 1 to 32000.
    pub max_tokens: String,
}

/// Names one agent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OneAgent {
    pub id: AgentId,
}

/// An agent's settings that keep every rule.
#[derive(Debug, Clone, PartialEq)]
pub struct AgentSpec {
    pub name: AgentName,
    pub system_prompt: Prose,
    pub model: Option<String>,
    pub temperature: f32,
    pub max_tokens: i32,
}

impl EditAgent {
    /// Checks each field; the server checks whether the model exists.
    pub fn validate(&self) -> Result<AgentSpec, FieldErrors> {
        let mut errors = FieldErrors::new();
        let name = errors.check("name", AgentName::parse(&self.name));
        let prompt = errors.check("system_prompt", Prose::parse(&self.system_prompt, PROMPT_MAX));
        let temperature = errors.check("temperature", temperature(&self.temperature));
        let max_tokens = errors.check("max_tokens", max_tokens(&self.max_tokens));
        let spec = name.zip(prompt).zip(temperature).zip(max_tokens).map(
            |(((name, system_prompt), temperature), max_tokens)| AgentSpec {
                name,
                system_prompt,
                model: Some(self.model.trim().to_owned()).filter(|model| !model.is_empty()),
                temperature,
                max_tokens,
            },
        );
        errors.into_result(spec)
    }
}

fn temperature(text: &str) -> Result<f32, String> {
    number::<f32>(&number_signs(text).replace(',', "."))
        .filter(|value| (0.0..=2.0).contains(value))
        .ok_or_else(|| "Enter a number from 0 to 2, such as 0.7.".to_owned())
}

fn max_tokens(text: &str) -> Result<i32, String> {
    number::<i32>(text)
        .filter(|value| (1..=32_000).contains(value))
        .ok_or_else(|| "Enter a whole number from 1 to 32000.".to_owned())
}

/// An agent in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentCard {
    pub id: AgentId,
    pub name: String,
    /// The model's label, or that of the platform's default.
    pub model: String,
    /// Whether the answers come from the embedded demo model.
    pub is_demo: bool,
    pub updated: Moment,
}

/// A model that an agent can use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelChoice {
    pub id: String,
    pub label: String,
    pub provider: String,
    pub is_demo: bool,
}

/// What the agent's page shows people who may change it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentSettings {
    pub agent: EditAgent,
    pub models: Vec<ModelChoice>,
    /// The label of the model that an empty choice stands for; none when no model is configured.
    pub default_model: Option<String>,
}

/// What the agent's page shows to everybody else: nothing about the agent's settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentProfile {
    pub name: String,
    /// The model's label; none when no model is configured.
    pub model: Option<String>,
    /// Whether the answers come from the embedded demo model.
    pub is_demo: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> EditAgent {
        EditAgent {
            id: AgentId(uuid::Uuid::nil()),
            version: 1,
            name: " Assistant ".into(),
            system_prompt: "Be kind.\r\nBe brief.".into(),
            model: String::new(),
            temperature: "０,7".into(),
            max_tokens: "٥١٢".into(),
        }
    }

    #[test]
    fn a_good_form_becomes_a_spec() {
        let spec = form().validate().unwrap();
        assert_eq!((spec.name.as_str(), spec.model, spec.max_tokens), ("Assistant", None, 512));
        assert_eq!(spec.system_prompt, "Be kind.\nBe brief.");
        assert!((spec.temperature - 0.7).abs() < 1e-6);
    }

    #[test]
    fn numbers_out_of_range_or_no_numbers_are_refused_beside_their_field() {
        for bad in ["-0.1", "2.1", "NaN", "warm", ""] {
            let errors = EditAgent { temperature: bad.into(), ..form() }.validate().unwrap_err();
            assert!(errors.get("temperature").is_some(), "{bad}");
        }
    }
}
