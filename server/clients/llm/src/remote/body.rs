//! The body of a request, with the requirements of each provider.

use serde::Serialize;

use super::{concessions::Concessions, usage::Asked};
use crate::{ChatRequest, Provider, Role};

/// Anthropic's endpoint accepts no higher one.
const ANTHROPIC_MAX_TEMPERATURE: f32 = 1.0;
/// Anthropic requires a limit; all its models accept this one.
const ANTHROPIC_MAX_TOKENS: u32 = 4096;

#[derive(Debug, Serialize)]
pub(super) struct Body<'a> {
    model: &'a str,
    messages: Vec<Message<'a>>,
    stream: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    stream_options: Option<StreamOptions>,
    #[serde(skip_serializing_if = "Option::is_none")]
    temperature: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_tokens: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_completion_tokens: Option<u32>,
}

#[derive(Debug, Serialize)]
struct Message<'a> {
    role: &'static str,
    content: &'a str,
}

#[derive(Debug, Serialize)]
struct StreamOptions {
    include_usage: bool,
}

impl<'a> Body<'a> {
    pub(super) fn new(provider: &Provider, model: &'a str, request: &'a ChatRequest, concessions: Concessions) -> Self {
        let limit = token_limit(provider, request);
        // OpenAI's reasoning models refuse the old name, most other servers know no other.
        let has_new_limit = (*provider == Provider::OpenAi) != concessions.other_limit_name;
        Self {
            model,
            messages: messages(request),
            stream: true,
            stream_options: (!concessions.without_stream_options).then_some(StreamOptions { include_usage: true }),
            temperature: temperature(provider, request).filter(|_| !concessions.without_temperature),
            max_tokens: limit.filter(|_| !has_new_limit),
            max_completion_tokens: limit.filter(|_| has_new_limit),
        }
    }
}

/// The bounds on the tokens that can be counted for this request.
pub(super) fn asked(provider: &Provider, request: &ChatRequest) -> Asked {
    let bytes = messages(request).iter().map(|message| message.content.len()).sum();
    Asked { bytes, most_tokens: token_limit(provider, request) }
}

fn messages(request: &ChatRequest) -> Vec<Message<'_>> {
    let spoken = request.turns.iter().filter(|turn| !turn.text.trim().is_empty());
    spoken.map(|turn| Message { role: role(turn.role), content: &turn.text }).collect()
}

fn role(role: Role) -> &'static str {
    match role {
        Role::System => "system",
        Role::User => "user",
        Role::Assistant => "assistant",
    }
}

fn temperature(provider: &Provider, request: &ChatRequest) -> Option<f32> {
    match provider {
        Provider::Anthropic => request.temperature.map(|t| t.min(ANTHROPIC_MAX_TEMPERATURE)),
        _ => request.temperature,
    }
}

fn token_limit(provider: &Provider, request: &ChatRequest) -> Option<u32> {
    match provider {
        Provider::Anthropic => request.max_tokens.or(Some(ANTHROPIC_MAX_TOKENS)),
        _ => request.max_tokens,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::ChatTurn;

    fn body(provider: &Provider, concessions: Concessions) -> Option<Value> {
        let turn = |role, text: &str| ChatTurn { role, text: text.into() };
        let request = ChatRequest {
            model: String::new(),
            turns: vec![turn(Role::System, "Be brief."), turn(Role::Assistant, " "), turn(Role::User, "Hi")],
            temperature: Some(1.4),
            max_tokens: Some(99),
            request_id: String::new(),
            asker: crate::Asker::default(),
        };
        serde_json::from_slice(&serde_json::to_vec(&Body::new(provider, "m", &request, concessions)).ok()?).ok()
    }

    #[test]
    fn openai_gets_the_new_name_of_the_token_limit() {
        let expected = json!({
            "model": "m",
            "messages": [{ "role": "system", "content": "Be brief." }, { "role": "user", "content": "Hi" }],
            "stream": true,
            "stream_options": { "include_usage": true },
            "temperature": 1.4,
            "max_completion_tokens": 99,
        });
        assert_eq!(body(&Provider::OpenAi, Concessions::default()), Some(expected));
    }

    #[test]
    fn anthropic_gets_a_temperature_of_at_most_one_and_the_old_name() {
        let body = body(&Provider::Anthropic, Concessions::default()).unwrap_or_default();
        assert_eq!(body.get("temperature"), Some(&json!(1.0)));
        assert_eq!(body.get("max_tokens"), Some(&json!(99)));
        assert_eq!(body.get("max_completion_tokens"), None);
    }

    #[test]
    fn concessions_leave_out_what_was_refused() {
        let concessions =
            Concessions { without_stream_options: true, without_temperature: true, other_limit_name: true };
        let body = body(&Provider::Xai, concessions).unwrap_or_default();
        assert_eq!(body.get("stream_options"), None);
        assert_eq!(body.get("temperature"), None);
        assert_eq!(body.get("max_completion_tokens"), Some(&json!(99)));
    }
}
