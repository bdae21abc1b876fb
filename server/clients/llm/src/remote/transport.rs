//! The HTTP layer handed to async-openai. It takes the place of the library's own, which retries in
//! secret and drops status, headers and body of a refusal.

use std::{error::Error, io, sync::Arc, task};

use async_openai::{error::OpenAIError, error::StreamError, middleware::HttpRequestFactory};
use futures::{StreamExt, future::BoxFuture};
use http::header;
use reqwest::{Body, Response};

use super::{
    address::Address,
    refusal::{error_event, refusal, shown},
    wire_watch::WireWatch,
};
use crate::{LlmError, Stage};

/// More of a refusal's body is not read.
const MAX_REFUSAL: usize = 64 * 1024;

/// Sends one request and watches its answer.
#[derive(Clone)]
pub(super) struct Transport {
    pub http: reqwest::Client,
    pub address: Address,
    pub watch: Arc<WireWatch>,
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
    async fn send(self, request: HttpRequestFactory) -> Result<Response, LlmError> {
        let request = request.build().await.map_err(translate)?;
        let response = self.http.execute(request).await.map_err(|error| failure(&error))?;
        let (status, headers) = (response.status(), response.headers().clone());
        if !status.is_success() {
            let body = start_of(response).await;
            return Err(refusal(status, &headers, &body, self.address.key()));
        }
        if let Some(kind) = other_kind(&response) {
            return Err(not_a_stream(response, &kind, self.address.key()).await);
        }
        Ok(watched(response, self.watch))
    }
}

/// The content type, if it is one that cannot be a stream of events.
fn other_kind(response: &Response) -> Option<String> {
    let kind = response.headers().get(header::CONTENT_TYPE)?.to_str().ok()?.to_lowercase();
    (kind.contains("html") || kind.contains("application/json")).then_some(kind)
}

async fn not_a_stream(response: Response, kind: &str, key: &str) -> LlmError {
    let body = start_of(response).await;
    let body: serde_json::Value = serde_json::from_slice(&body).unwrap_or_default();
    if let Some(error) = body.get("error") {
        return error_event(error, key);
    }
    let reason = format!("{} instead of a stream of events", shown(kind, key));
    LlmError::BadResponse { reason }
}

async fn start_of(response: Response) -> Vec<u8> {
    let mut start = Vec::new();
    let mut pieces = response.bytes_stream();
    // A refusal whose body breaks off is still that refusal.
    while let Some(Ok(piece)) = pieces.next().await {
        start.extend_from_slice(&piece);
        if start.len() >= MAX_REFUSAL {
            start.truncate(MAX_REFUSAL);
            break;
        }
    }
    start
}

fn watched(response: Response, watch: Arc<WireWatch>) -> Response {
    let (status, headers) = (response.status(), response.headers().clone());
    let pieces = response.bytes_stream().map(move |piece| {
        let piece = piece.map_err(io::Error::other)?;
        if watch.see(&piece) { Ok(piece) } else { Err(io::Error::other("the answer is too long")) }
    });
    let mut watched = http::Response::new(Body::wrap_stream(pieces));
    *watched.status_mut() = status;
    *watched.headers_mut() = headers;
    watched.into()
}

impl From<LlmError> for OpenAIError {
    fn from(error: LlmError) -> Self {
        Self::Boxed(Box::new(error))
    }
}

/// Our own error again, or the sense of one of async-openai's. Texts of answers are left out.
pub(super) fn translate(error: OpenAIError) -> LlmError {
    match error {
        OpenAIError::Boxed(error) => match error.downcast::<LlmError>() {
            Ok(error) => *error,
            Err(_) => bad("an unknown failure"),
        },
        OpenAIError::Reqwest(error) => failure(&error),
        OpenAIError::StreamError(error) => match *error {
            StreamError::EventStream(text) if text.starts_with("Transport") => {
                LlmError::Interrupted { reason: "the connection was lost".to_owned() }
            }
            StreamError::EventStream(_) | StreamError::UnknownEvent(_) => bad("a malformed event"),
        },
        OpenAIError::JSONDeserialize(..) => bad("an event that is no valid JSON"),
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
