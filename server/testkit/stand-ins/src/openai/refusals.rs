//! The answers that are refusals: statuses, headers and error objects as the real API sends them.

use axum::{
    Json,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use serde_json::Value;

use super::{behaviour::Behaviour, request::Asked, wire};

/// The value of a `Retry-After` in seconds.
const RETRY_AFTER: &str = "7";

/// The refusal that this behaviour requests, or none when the request is to be answered.
pub(super) fn refusal(behaviour: Behaviour, asked: &Asked, bearer: &str) -> Option<Response> {
    match behaviour {
        Behaviour::Fail(status) => Some(failure(status)),
        Behaviour::RateLimitedUntilDate => Some(rate_limited_until_date()),
        Behaviour::QuotaExhausted => Some(quota_exhausted()),
        Behaviour::ContextTooLong => Some(context_too_long()),
        Behaviour::EchoKey => Some(invalid(&format!("I was sent the key {bearer}, and I tell."), None)),
        Behaviour::RefuseStreamOptions => asked.stream_options.as_ref().map(|_| unsupported("stream_options")),
        Behaviour::RefuseTemperature => asked.temperature.map(|_| unsupported("temperature")),
        Behaviour::WebPage => Some(Html("<!doctype html><title>Welcome</title>").into_response()),
        Behaviour::Redirect => Some((StatusCode::FOUND, [(header::LOCATION, "/v2/chat/completions")]).into_response()),
        Behaviour::NoContent => Some(StatusCode::NO_CONTENT.into_response()),
        _ => None,
    }
}

/// A 400 for a body that the API does not accept.
pub(super) fn invalid(message: &str, param: Option<&str>) -> Response {
    refuse(400, wire::error(message, "invalid_request_error", param, None))
}

/// The 401 for a missing or wrong bearer token; like the real one it shows a part of the key.
pub(super) fn wrong_key(bearer: &str) -> Response {
    let shown: String = bearer.chars().take(5).collect();
    let message = format!("Incorrect API key provided: {shown}***.");
    refuse(401, wire::error(&message, "invalid_request_error", None, Some("invalid_api_key")))
}

fn failure(status: u16) -> Response {
    let (message, kind) = match status {
        401 => ("Incorrect API key provided.", "invalid_request_error"),
        403 => ("Country, region, or territory not supported.", "request_forbidden"),
        404 => ("The model does not exist or you do not have access to it.", "invalid_request_error"),
        429 => ("Rate limit reached for requests per minute.", "requests"),
        500.. => ("The server had an error while processing your request.", "server_error"),
        _ => ("The request was not understood.", "invalid_request_error"),
    };
    let code = (status == 404).then_some("model_not_found");
    let mut response = refuse(status, wire::error(message, kind, None, code));
    if status == 429 {
        set(response.headers_mut(), header::RETRY_AFTER, RETRY_AFTER);
    }
    response
}

fn rate_limited_until_date() -> Response {
    let mut response = failure(429);
    let headers = response.headers_mut();
    set(headers, header::DATE, "Sat, 01 Nov 2025 12:00:00 GMT");
    set(headers, header::RETRY_AFTER, "Sat, 01 Nov 2025 12:00:09 GMT");
    response
}

fn quota_exhausted() -> Response {
    let message = "You exceeded your current quota, please check your plan and billing details.";
    refuse(429, wire::error(message, "insufficient_quota", None, Some("insufficient_quota")))
}

fn context_too_long() -> Response {
    let message = "This model's maximum context length is 8192 tokens. However, your messages resulted in 9001 tokens.";
    let code = Some("context_length_exceeded");
    refuse(400, wire::error(message, "invalid_request_error", Some("messages"), code))
}

fn unsupported(param: &str) -> Response {
    let message = format!("Unsupported parameter: '{param}' is not supported with this model.");
    let code = Some("unsupported_parameter");
    refuse(400, wire::error(&message, "invalid_request_error", Some(param), code))
}

fn refuse(status: u16, body: Value) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, Json(body)).into_response()
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.insert(name, HeaderValue::from_static(value));
}
