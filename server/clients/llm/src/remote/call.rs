//! One endpoint: what it offers, and how a request is sent to it.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use async_openai::{Client, traits::RequestOptionsBuilder};
use futures::Stream;
use http::{HeaderName, HeaderValue};
use tokio::time::{Instant, timeout_at};

use super::{
    address::Address,
    body::Body,
    chunk::Chunk,
    concessions::Concessions,
    reading::Reading,
    transport::{Transport, translate},
    wire_watch::WireWatch,
};
use crate::{ChatRequest, ChatStream, Endpoint, LlmError, Provider, Stage, Timeouts};

const REQUEST_ID: &str = "x-client-request-id";

/// A provider's endpoint and what was learned about its models.
pub(crate) struct Remote {
    endpoint: Endpoint,
    address: Address,
    http: reqwest::Client,
    timeouts: Timeouts,
    /// By model name; grows no longer than the list of models.
    learned: Mutex<HashMap<String, Concessions>>,
}

impl Remote {
    pub(crate) fn new(endpoint: Endpoint, http: reqwest::Client, timeouts: Timeouts) -> Result<Self, LlmError> {
        let address = Address::of(&endpoint)?;
        Ok(Self { endpoint, address, http, timeouts, learned: Mutex::default() })
    }

    pub(crate) fn provider(&self) -> &Provider {
        &self.endpoint.provider
    }

    pub(crate) fn models(&self) -> &[String] {
        &self.endpoint.models
    }

    /// The provider's own name of the model with this id, if it is one of this endpoint's.
    pub(crate) fn offers(&self, id: &str) -> Option<&str> {
        let provider = self.provider().id();
        let name = id.strip_prefix(provider.as_ref())?.strip_prefix('/')?;
        self.models().iter().map(String::as_str).find(|model| *model == name)
    }

    pub(crate) async fn stream(&self, model: &str, request: &ChatRequest) -> Result<ChatStream, LlmError> {
        let first_token_due = Instant::now() + self.timeouts.first_token;
        let (chunks, watch) = timeout_at(first_token_due, self.negotiate(model, request))
            .await
            .unwrap_or(Err(LlmError::Timeout { stage: Stage::FirstToken }))?;
        let reading = Reading {
            chunks: Box::pin(chunks),
            watch,
            key: self.endpoint.api_key.clone(),
            timeouts: self.timeouts,
            first_token_due,
        };
        Ok(reading.into_stream())
    }

    /// Sends the request, leaving out step by step what the model refuses to take.
    async fn negotiate(
        &self,
        model: &str,
        request: &ChatRequest,
    ) -> Result<(impl Stream<Item = ChunkResult> + use<>, Arc<WireWatch>), LlmError> {
        let mut concessions = self.concessions(model);
        loop {
            let body = Body::new(self.provider(), model, request, concessions);
            match self.send(&body, &request.request_id).await {
                Err(refusal) => concessions = concessions.after(&refusal).ok_or(refusal)?,
                answer => {
                    self.learn(model, concessions);
                    return answer;
                }
            }
        }
    }

    async fn send(
        &self,
        body: &Body<'_>,
        request_id: &str,
    ) -> Result<(impl Stream<Item = ChunkResult> + use<>, Arc<WireWatch>), LlmError> {
        let watch = Arc::new(WireWatch::new());
        let transport = Transport { http: self.http.clone(), address: self.address.clone(), watch: watch.clone() };
        let client = Client::build(self.http.clone(), self.address.clone()).with_http_service(transport);
        // An id that is no header value is not worth failing for.
        let id = HeaderValue::from_str(request_id).ok();
        let headers = id.map(|id| (HeaderName::from_static(REQUEST_ID), id)).into_iter().collect();
        let chat = client.chat().headers(headers);
        let chunks = chat.create_stream_byot::<_, Chunk>(body).await.map_err(translate)?;
        Ok((chunks, watch))
    }

    fn concessions(&self, model: &str) -> Concessions {
        let learned = self.learned.lock().unwrap_or_else(PoisonError::into_inner);
        learned.get(model).copied().unwrap_or_default()
    }

    fn learn(&self, model: &str, concessions: Concessions) {
        if concessions != self.concessions(model) {
            tracing::info!(model, ?concessions, "the model takes fewer settings than others");
            let mut learned = self.learned.lock().unwrap_or_else(PoisonError::into_inner);
            learned.insert(model.to_owned(), concessions);
        }
    }
}

type ChunkResult = Result<Chunk, async_openai::error::OpenAIError>;
