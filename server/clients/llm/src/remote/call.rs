//! One endpoint: the models it offers, and how a request is sent to it.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use async_openai::{Client, traits::RequestOptionsBuilder};
use http::{HeaderName, HeaderValue};
use reqwest::Response;
use serde::de::IgnoredAny;
use tokio::time::{Instant, timeout_at};

use super::{
    address::Address,
    answer::Answer,
    body::{Body, asked},
    concessions::Concessions,
    reading::Reading,
    transport::{Transport, translate},
};
use crate::{ChatRequest, ChatStream, Endpoint, LlmError, Provider, Stage, Timeouts};

const REQUEST_ID: &str = "x-client-request-id";

/// A provider's endpoint and the learned limits of its models.
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
        let response = timeout_at(first_token_due, self.negotiate(model, request))
            .await
            .unwrap_or(Err(LlmError::Timeout { stage: Stage::FirstToken }))?;
        let answer = Answer::new(self.endpoint.api_key.clone(), asked(self.provider(), request));
        Ok(Reading::new(response, answer, self.timeouts, first_token_due).into_stream())
    }

    /// Sends the request, leaving out step by step the fields that the model refuses.
    async fn negotiate(&self, model: &str, request: &ChatRequest) -> Result<Response, LlmError> {
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

    async fn send(&self, body: &Body<'_>, request_id: &str) -> Result<Response, LlmError> {
        let transport = Transport::new(self.http.clone(), self.address.clone());
        let client = Client::build(self.http.clone(), self.address.clone()).with_http_service(transport.clone());
        // An id that is no header value is no reason to fail.
        let id = HeaderValue::from_str(request_id).ok();
        let headers = id.map(|id| (HeaderName::from_static(REQUEST_ID), id)).into_iter().collect();
        let events = client.chat().headers(headers).create_stream_byot::<_, IgnoredAny>(body).await;
        drop(events.map_err(translate)?);
        transport.take_answer()
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
