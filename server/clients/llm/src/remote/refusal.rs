//! Turns a refusal (status, headers, body, or an error inside a stream) into an error of ours.

use http::{HeaderMap, StatusCode, header};
use serde_json::Value;

use super::{
    complaint::Complaint,
    events::{Event, Events},
    retry_after::retry_after,
};
use crate::LlmError;

const MAX_MESSAGE: usize = 300;
/// Shorter keys are no secrets, and replacing them would cut words apart.
const MIN_KEY: usize = 6;

// Phrases of providers, in lower case, in the kind of an error or in its message.
const NO_QUOTA: [&str; 17] = [
    "insufficient_quota",
    "insufficient_user_quota",
    "insufficient_balance",
    "insufficient quota",
    "arrear",
    "overdue payment",
    "余额不足",
    "欠费",
    "insufficient_funds",
    "insufficient credit",
    "insufficient balance",
    "exceeded your current quota",
    "credit balance is too low",
    "requires more credits",
    "out of credits",
    "billing_",
    "payment required",
];
const TOO_LONG: [&str; 13] = [
    "context_length_exceeded",
    "context_window_exceeded",
    "contextwindowexceeded",
    "context length",
    "context window",
    "prompt is too long",
    "input is too long",
    "maximum prompt length",
    "exceed_context_size",
    "available context size",
    "too many input tokens",
    "input token count",
    "reduce the length of the messages",
];
const FILTERED: [&str; 11] = [
    "content_filter",
    "data_inspection_failed",
    "datainspectionfailed",
    "inappropriate content",
    "content filter",
    "content_policy",
    "content policy",
    "content management policy",
    "responsibleaipolicy",
    "input was flagged",
    "requires moderation",
];
const WRONG_KEY: [&str; 15] = [
    "invalidapikey",
    "authentication error",
    "authentication failed",
    "incorrect api key",
    "invalid api key",
    "invalid_api_key",
    "invalid x-api-key",
    "api key not valid",
    "api key expired",
    "authentication_error",
    "authenticationerror",
    "permission_error",
    "permission_denied",
    "not authenticated",
    "unauthorized",
];
const TOO_OFTEN: [&str; 11] = [
    "rate_limit",
    "rate-limit",
    "limit_requests",
    // Mistral's phrase for too many requests of others, with status 429.
    "tier capacity exceeded",
    "tier_capacity_exceeded",
    "ratelimit",
    "rate limit",
    "too_many_requests",
    "too many requests",
    "resource_exhausted",
    "throttl",
];
const OVERLOADED: [&str; 11] = [
    "overloaded",
    "at capacity",
    "over capacity",
    "service unavailable",
    "service_unavailable",
    "unavailable_error",
    "no healthy upstream",
    "upstream connect error",
    "bad gateway",
    "gateway timeout",
    "gateway time-out",
];
/// Phrases in the last lines of a proxy, a runner or a framework.
const LAST_WORDS: [&str; 20] = [
    "error",
    "exception",
    "upstream",
    "timeout",
    "timed out",
    "unavailable",
    "gateway",
    "overload",
    "capacity",
    "rate limit",
    "too many",
    "quota",
    "exceeded",
    "denied",
    "refused",
    "unauthorized",
    "failed",
    "terminated",
    "aborted",
    "crashed",
];
const NOT_FOUND: [&str; 4] = ["model_not_found", "not_found_error", "notfounderror", "model not found"];
/// People who ask from a place that the provider does not serve.
const FORBIDDEN: [&str; 4] =
    ["unsupported_country_region_territory", "region, or territory not supported", "request_forbidden", "forbidden"];

/// The error for an answer whose status is not a success.
pub(super) fn refusal(status: StatusCode, headers: &HeaderMap, body: &[u8], key: &str) -> LlmError {
    let complaint = match read(body) {
        Some(body) => Complaint::read(&body),
        None if is_page(headers) => Complaint::default(),
        None => Complaint::plain(&String::from_utf8_lossy(body)),
    };
    let message = shown(&complaint.message, key);
    let message = if message.is_empty() { reason(status) } else { message };
    classify(status.as_u16(), headers, Complaint { message, ..complaint })
}

/// The error for one inside a stream that began well, where no status says what kind it is.
pub(super) fn error_event(error: &Value, key: &str) -> LlmError {
    let complaint = Complaint::read(error);
    let message = shown(&complaint.message, key);
    let message = if message.is_empty() { "no reason given".to_owned() } else { message };
    let complaint = Complaint { message, ..complaint };
    let words = complaint.words();
    let status = complaint.status.unwrap_or_else(|| match () {
        () if says(&words, &TOO_OFTEN) => 429,
        () if says(&words, &WRONG_KEY) => 401,
        () if says(&words, &FORBIDDEN) => 403,
        () if says(&words, &OVERLOADED) => 529,
        () if says(&words, &NOT_FOUND) || lacks_model(&words) => 404,
        () if says(&words, &FILTERED) => 400,
        () if says(&words, &["invalid_request", "badrequest", "bad_request"]) => 400,
        () if complaint.retry_after.is_some() => 429,
        () => 500,
    });
    classify(status, &HeaderMap::new(), complaint)
}

/// Whether text in the place of the rest of an answer reads like an error.
pub(super) fn reads_like_error(words: &str) -> bool {
    says(&words.to_lowercase(), &LAST_WORDS)
}

/// The text without the key, on one line and shortened.
pub(super) fn shown(text: &str, key: &str) -> String {
    let text = if key.len() >= MIN_KEY { text.replace(key, "[key]") } else { text.to_owned() };
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MAX_MESSAGE) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}

fn classify(status: u16, headers: &HeaderMap, complaint: Complaint) -> LlmError {
    let words = complaint.words();
    let Complaint { message, kind, param, retry_after: wish, .. } = complaint;
    let retry_after = retry_after(headers).or(wish);
    // Google calls every limit a quota, and names a wait where waiting helps.
    let has_no_quota = says(&kind, &NO_QUOTA) || wish.is_none() && says(&words, &NO_QUOTA);
    match status {
        300..400 => LlmError::Setup(format!("its address leads to another one (status {status}): {message}")),
        402 => LlmError::QuotaExhausted { message },
        _ if has_no_quota => LlmError::QuotaExhausted { message },
        429 => LlmError::RateLimited { retry_after, message },
        401 => LlmError::Unauthorized { status, message },
        413 => LlmError::ContextTooLong { message },
        _ if says(&words, &TOO_LONG) => LlmError::ContextTooLong { message },
        408 | 500.. => LlmError::Server { status, retry_after, message },
        _ if says(&words, &FILTERED) => LlmError::Filtered { message },
        403 => LlmError::Unauthorized { status, message },
        404 => LlmError::NotFound { message },
        // xAI answers a wrong key with 400.
        400 if says(&words, &WRONG_KEY) => LlmError::Unauthorized { status, message },
        _ => LlmError::Rejected { status, param, message },
    }
}

/// Ollama puts the model's name between these words.
fn lacks_model(words: &str) -> bool {
    words.split_once("model").is_some_and(|(_, rest)| rest.contains("not found"))
}

fn says(words: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| words.contains(phrase))
}

/// The first JSON value in a body: most often the only one, but a refusal may be a stream as well.
fn read(body: &[u8]) -> Option<Value> {
    let mut events = Events::default();
    let mut found = events.push(body);
    found.extend(events.end());
    found.into_iter().find_map(|event| match event {
        Event::Json { text, .. } => serde_json::from_str(&text).ok(),
        Event::Words(words) => Some(Value::String(words)),
        Event::Done => None,
    })
}

fn is_page(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.contains("html"))
}

fn reason(status: StatusCode) -> String {
    status.canonical_reason().unwrap_or("no reason given").to_owned()
}

#[cfg(test)]
#[path = "refusal_tests.rs"]
mod tests;
