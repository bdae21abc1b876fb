//! A stand-in server, the models set up to talk to it, and a recorder of the events.

use std::{error::Error, io, time::Duration};

use futures::StreamExt;
use llm::{ChatEvent, ChatModels, ChatRequest, ChatTurn, Endpoint, FinishReason, LlmError, Provider, Role, Timeouts};
use secrecy::SecretString;
use stand_ins::{Dialect, OpenAiStandIn, RecordedRequest, Settings};

pub type Tested = Result<(), Box<dyn Error>>;

/// Long enough for a busy machine; tests that pass never wait for it.
pub const PATIENT: Timeouts =
    Timeouts { connect: Duration::from_secs(20), first_token: Duration::from_secs(20), idle: Duration::from_secs(20) };

pub struct Scene {
    pub server: OpenAiStandIn,
    pub models: ChatModels,
    provider: String,
}

impl Scene {
    /// A compatible server with patient timeouts.
    pub async fn open() -> Result<Self, Box<dyn Error>> {
        Self::with(Provider::Compatible { name: "Test".into() }, PATIENT).await
    }

    pub async fn with(provider: Provider, timeouts: Timeouts) -> Result<Self, Box<dyn Error>> {
        Self::set(provider, timeouts, Settings::default()).await
    }

    pub async fn set(provider: Provider, timeouts: Timeouts, settings: Settings) -> Result<Self, Box<dyn Error>> {
        let server = OpenAiStandIn::start_with(settings).await?;
        let models = models_at(server.base_url(), OpenAiStandIn::API_KEY, &provider, timeouts)?;
        Ok(Self { server, models, provider: provider.id().into_owned() })
    }

    pub fn request(&self, model: &str) -> ChatRequest {
        request(&format!("{}/{model}", self.provider))
    }

    /// Asks the model and reads the answer to its end.
    pub async fn hear(&self, model: &str) -> Heard {
        hear(&self.models, self.request(model)).await
    }

    pub fn last_request(&self) -> Result<RecordedRequest, io::Error> {
        let last = self.server.requests().pop();
        last.ok_or_else(|| io::Error::other("no request came"))
    }
}

/// The whole result of one request.
#[derive(Debug, Default, PartialEq)]
pub struct Heard {
    pub text: String,
    pub reasoning: String,
    pub usage: Option<(u32, u32)>,
    pub finish: Option<FinishReason>,
    pub error: Option<LlmError>,
}

impl Heard {
    pub fn kind(&self) -> &'static str {
        self.error.as_ref().map_or("none", LlmError::kind)
    }
}

pub async fn hear(models: &ChatModels, request: ChatRequest) -> Heard {
    let mut heard = Heard::default();
    let mut answer = match models.stream(request).await {
        Ok(answer) => answer,
        Err(error) => return Heard { error: Some(error), ..heard },
    };
    while let Some(event) = answer.next().await {
        assert!(heard.finish.is_none(), "something came after the finish: {event:?}");
        assert!(heard.error.is_none(), "something came after the error: {event:?}");
        match event {
            Ok(ChatEvent::Text(text)) => heard.text.push_str(&text),
            Ok(ChatEvent::Reasoning(text)) => heard.reasoning.push_str(&text),
            Ok(ChatEvent::TextWasReasoning) => heard.reasoning.push_str(&std::mem::take(&mut heard.text)),
            Ok(ChatEvent::Usage { input_tokens, output_tokens }) => {
                heard.usage = Some((input_tokens, output_tokens));
            }
            Ok(ChatEvent::Finished { reason }) => heard.finish = Some(reason),
            Err(error) => heard.error = Some(error),
        }
    }
    heard
}

pub fn models_at(base_url: &str, key: &str, provider: &Provider, timeouts: Timeouts) -> Result<ChatModels, LlmError> {
    let endpoint = Endpoint {
        provider: provider.clone(),
        base_url: base_url.to_owned(),
        api_key: SecretString::from(key),
        models: behaviours().map(str::to_owned).collect(),
    };
    ChatModels::new(vec![endpoint], None, timeouts)
}

pub fn request(model: &str) -> ChatRequest {
    let turn = |role, text: &str| ChatTurn { role, text: text.into() };
    ChatRequest {
        model: model.to_owned(),
        turns: vec![turn(Role::System, "Be brief."), turn(Role::User, "Why is the sky blue?")],
        temperature: Some(0.7),
        max_tokens: Some(500),
        request_id: "run-1".to_owned(),
        asker: llm::Asker::default(),
    }
}

/// Every special behaviour of the stand-in, as a model name.
pub fn behaviours() -> impl Iterator<Item = &'static str> {
    BEHAVIOURS.into_iter().chain(Dialect::all().map(|dialect| dialect.name))
}

/// The behaviours that are no dialects.
const BEHAVIOURS: [&str; 29] = [
    "plain",
    "slow:1",
    "fail-400",
    "fail-401",
    "fail-403",
    "fail-404",
    "fail-418",
    "fail-429",
    "fail-429-date",
    "fail-500",
    "fail-529",
    "no-quota",
    "context-too-long",
    "echo-key",
    "refuse-usage",
    "refuse-temperature",
    "no-usage",
    "web-page",
    "redirect",
    "no-content",
    "cut",
    "early-end",
    "no-finish",
    "garbage",
    "error-event",
    "noise",
    "keep-alive",
    "silence",
    "hang",
];
