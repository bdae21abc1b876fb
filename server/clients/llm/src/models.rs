//! All configured models, found by their id.

use std::{collections::HashSet, sync::Arc, time::Duration};

use local_llm::LocalModel;

use crate::{
    ChatRequest, ChatStream, Endpoint, LlmError, ModelCard, ModelId, Provider, Role, local,
    remote::{Remote, http_client},
    thoughts::{apart, without_thoughts},
};

/// How long to wait at each stage. The embedded model is not timed: it shares the processor with us and may first have
/// to load.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeouts {
    pub connect: Duration,
    /// From the request to the first word; also the longest pause that keep-alives alone can fill.
    pub first_token: Duration,
    /// The longest silence on the wire once text flows; keep-alives break it.
    pub idle: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self { connect: Duration::from_secs(10), first_token: Duration::from_mins(2), idle: Duration::from_secs(30) }
    }
}

/// The models of a platform or of an organisation; cheap to clone.
#[derive(Clone)]
pub struct ChatModels {
    inner: Arc<Inner>,
}

struct Inner {
    remotes: Vec<Remote>,
    local: Option<LocalModel>,
}

impl ChatModels {
    /// Checks all endpoints and builds one HTTP client for them; connects to nothing yet.
    pub fn new(endpoints: Vec<Endpoint>, local: Option<LocalModel>, timeouts: Timeouts) -> Result<Self, LlmError> {
        let mut ids = HashSet::from([Provider::Local.id()]);
        let http = http_client(timeouts.connect)?;
        let mut remotes = Vec::with_capacity(endpoints.len());
        for endpoint in endpoints {
            if !ids.insert(endpoint.provider.id()) {
                let id = endpoint.provider.id();
                return Err(LlmError::Setup(format!("the provider {id:?} is named twice")));
            }
            remotes.push(Remote::new(endpoint, http.clone(), timeouts)?);
        }
        let inner = Arc::new(Inner { remotes, local });
        Ok(Self { inner })
    }

    /// The available models, in the order of the configuration, the embedded one last.
    pub fn available(&self) -> Vec<ModelCard> {
        let remote = self.inner.remotes.iter().flat_map(Remote::cards);
        let local = self.inner.local.as_ref().filter(|model| model.is_available());
        remote.chain(local.map(local::card)).collect()
    }

    /// Sends the conversation and returns once the provider has begun to answer or has refused. The reasoning before
    /// earlier answers is not sent.
    #[tracing::instrument(name = "llm.stream", skip_all, err(level = "debug"), fields(model = %request.model, request_id = %request.request_id))]
    pub async fn stream(&self, mut request: ChatRequest) -> Result<ChatStream, LlmError> {
        for turn in request.turns.iter_mut().filter(|turn| turn.role == Role::Assistant) {
            turn.text = without_thoughts(&turn.text);
        }
        self.answer(request).await.map(apart)
    }

    async fn answer(&self, request: ChatRequest) -> Result<ChatStream, LlmError> {
        if let Some(model) = &self.inner.local
            && local::card(model).id.as_str() == request.model
        {
            return local::stream(model, request).await;
        }
        for remote in &self.inner.remotes {
            if let Some(model) = remote.offers(&request.model) {
                return remote.stream(model, &request).await;
            }
        }
        Err(LlmError::UnknownModel(request.model))
    }
}

impl Remote {
    fn cards(&self) -> impl Iterator<Item = ModelCard> {
        self.models().iter().map(|model| ModelCard {
            id: ModelId::new(self.provider(), model),
            label: model.clone(),
            provider_label: self.provider().label().to_owned(),
            is_demo: false,
        })
    }
}
