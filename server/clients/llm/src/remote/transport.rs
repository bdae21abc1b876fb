//! The HTTP layer handed to async-openai. It replaces the library's own, which retries silently and drops status,
//! headers and body of a refusal, and it keeps the answer from the library's event parser, which panics at a byte-order
//! mark and ends at the first line it cannot read.

use std::{
    error::Error,
    sync::{Arc, Mutex, PoisonError},
    task,
};

use async_openai::{error::OpenAIError, middleware::HttpRequestFactory};
use futures::{StreamExt, future::BoxFuture};
use reqwest::{Body, Response};

use super::{
    address::Address,
    packing::Packing,
    refusal::{refusal, shown},
};
use crate::{LlmError, Stage};

/// The rest of a longer refusal's body is not read.
const MAX_REFUSAL: usize = 64 * 1024;

/// Sends one request and keeps its answer.
#[derive(Clone)]
pub(super) struct Transport {
    http: reqwest::Client,
    address: Address,
    answer: Arc<Mutex<Option<Response>>>,
}

impl tower::Service<HttpRequestFactory> for Transport {
    type Response = Response;
    type Error = LlmError;
    type Future = BoxFuture<'static, Result<Response, LlmError>>;

    fn poll_ready(&mut self, _: &mut task::Context<'_>) -> task::Poll<Result<(), LlmError>> {
        task::Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: HttpRequestFactory) -> Self::Future {
        let transport = self.clone();
        Box::pin(async move { transport.send(request).await })
    }
}

impl Transport {
    pub(super) fn new(http: reqwest::Client, address: Address) -> Self {
        Self { http, address, answer: Arc::default() }
    }

    /// The answer to the request that was sent.
    pub(super) fn take_answer(&self) -> Result<Response, LlmError> {
        let answer = self.answer.lock().unwrap_or_else(PoisonError::into_inner).take();
        answer.ok_or_else(|| bad("no answer"))
    }

    /// The returned response is empty: the answer itself is for our own reader.
    async fn send(self, request: HttpRequestFactory) -> Result<Response, LlmError> {
        let request = request.build().await.map_err(translate)?;
        let response = self.http.execute(request).await.map_err(|error| failure(&error))?;
        let (status, headers) = (response.status(), response.headers().clone());
        if !status.is_success() {
            let body = start_of(response).await;
            return Err(refusal(status, &headers, &body, self.address.key()));
        }
        *self.answer.lock().unwrap_or_else(PoisonError::into_inner) = Some(response);
        Ok(http::Response::new(Body::default()).into())
    }
}

async fn start_of(response: Response) -> Vec<u8> {
    let mut start = Vec::new();
    let mut packing = Packing::default();
    let mut pieces = response.bytes_stream();
    // A refusal whose body breaks off is still that refusal.
    while let Some(Ok(piece)) = pieces.next().await {
        for piece in piece.chunks(packing.piece()) {
            start.extend_from_slice(&packing.unpack(piece));
            if start.len() >= MAX_REFUSAL {
                start.truncate(MAX_REFUSAL);
                return start;
            }
        }
    }
    start.extend_from_slice(packing.end());
    start
}

impl From<LlmError> for OpenAIError {
    fn from(error: LlmError) -> Self {
        Self::Boxed(Box::new(error))
    }
}

/// Our own error again, or the closest one to async-openai's.
pub(super) fn translate(error: OpenAIError) -> LlmError {
    match error {
        OpenAIError::Boxed(error) => match error.downcast::<LlmError>() {
            Ok(error) => *error,
            Err(_) => bad("an unknown failure"),
        },
        OpenAIError::Reqwest(error) => failure(&error),
        OpenAIError::InvalidArgument(reason) => LlmError::Setup(reason),
        _ => bad("an unknown failure"),
    }
}

fn bad(reason: &str) -> LlmError {
    LlmError::BadResponse { reason: reason.to_owned() }
}

fn failure(error: &reqwest::Error) -> LlmError {
    if error.is_connect() && error.is_timeout() {
        return LlmError::Timeout { stage: Stage::Connect };
    }
    // The innermost cause says what happened; the outer ones repeat the address.
    let mut cause: &dyn Error = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    let reason = shown(&cause.to_string(), "");
    if error.is_connect() {
        LlmError::Unreachable { reason }
    } else if error.is_builder() {
        LlmError::Setup(reason)
    } else {
        LlmError::Interrupted { reason }
    }
}
