//! Turns a refusal (status, headers, body, or an error object inside a stream) into an error.
//! Providers agree on the statuses and on little else, hence the many places a message may stand.

use http::{HeaderMap, StatusCode, header};
use serde_json::Value;

use super::retry_after::retry_after;
use crate::LlmError;

const MAX_MESSAGE: usize = 300;
/// Shorter keys are no secrets, and replacing them would tear words apart.
const MIN_KEY: usize = 6;

const TOO_LONG: [&str; 7] = [
    "context_length_exceeded",
    "context length",
    "context window",
    "prompt is too long",
    "maximum prompt length",
    "exceed_context_size",
    "available context size",
];

/// An error as a provider describes it; fields it leaves out are empty.
#[derive(Debug, Default)]
struct Complaint {
    message: String,
    /// `type` and `code`, in lower case.
    kind: String,
    param: Option<String>,
}

/// The error for an answer whose status is not a success.
pub(super) fn refusal(status: StatusCode, headers: &HeaderMap, body: &[u8], key: &str) -> LlmError {
    let complaint = match serde_json::from_slice::<Value>(body) {
        Ok(body) => Complaint::read(&body),
        Err(_) if is_page(headers) => Complaint::default(),
        Err(_) => Complaint::plain(&String::from_utf8_lossy(body)),
    };
    let message = shown(&complaint.message, key);
    let message = if message.is_empty() { reason(status) } else { message };
    classify(status.as_u16(), headers, Complaint { message, ..complaint })
}

/// The error for an error object sent as an event of a stream that began well.
pub(super) fn error_event(error: &Value, key: &str) -> LlmError {
    let complaint = Complaint::from_error(error);
    let message = shown(&complaint.message, key);
    let complaint = Complaint { message, ..complaint };
    let status = match complaint.kind.as_str() {
        kind if kind.contains("overloaded") => 529,
        kind if kind.contains("rate_limit") => 429,
        kind if kind.contains("server_error") || kind.contains("api_error") => 500,
        kind => status_in(kind).unwrap_or_default(),
    };
    match classify(status, &HeaderMap::new(), complaint) {
        LlmError::Rejected { status: 0, message, .. } => LlmError::Interrupted { reason: message },
        error => error,
    }
}

/// The text without the key, on one line and of bearable length.
pub(super) fn shown(text: &str, key: &str) -> String {
    let text = if key.len() >= MIN_KEY { text.replace(key, "[key]") } else { text.to_owned() };
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MAX_MESSAGE) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}

fn classify(status: u16, headers: &HeaderMap, complaint: Complaint) -> LlmError {
    let Complaint { message, kind, param } = complaint;
    let words = format!("{kind} {}", message.to_lowercase());
    match status {
        402 => LlmError::QuotaExhausted { message },
        429 if words.contains("insufficient_quota") => LlmError::QuotaExhausted { message },
        429 => LlmError::RateLimited { retry_after: retry_after(headers), message },
        401 | 403 => LlmError::Unauthorized { status, message },
        413 => LlmError::ContextTooLong { message },
        500.. => LlmError::Server { status, retry_after: retry_after(headers), message },
        _ if TOO_LONG.iter().any(|phrase| words.contains(phrase)) => LlmError::ContextTooLong { message },
        404 => LlmError::NotFound { message },
        // xAI answers a wrong key with 400.
        400 if words.contains("incorrect api key") || words.contains("invalid_api_key") => {
            LlmError::Unauthorized { status, message }
        }
        _ => LlmError::Rejected { status, param, message },
    }
}

impl Complaint {
    fn plain(message: &str) -> Self {
        Self { message: message.to_owned(), ..Self::default() }
    }

    /// `{"error": {…}}`, `{"error": "…"}` (xAI, Ollama), or the fields at the top (vLLM and most Python servers).
    fn read(body: &Value) -> Self {
        match body.get("error") {
            Some(error @ Value::Object(_)) => Self::from_error(error),
            Some(Value::String(message)) => Self { kind: kind(body), ..Self::plain(message) },
            _ => Self::from_error(body),
        }
    }

    fn from_error(error: &Value) -> Self {
        if let Value::String(message) = error {
            return Self::plain(message);
        }
        let message = error.get("message").or_else(|| error.get("detail"));
        let message = match message {
            Some(Value::String(message)) => message.clone(),
            Some(other) if !other.is_null() => other.to_string(),
            _ => String::new(),
        };
        let param = error.get("param").and_then(Value::as_str).map(str::to_owned);
        Self { message, kind: kind(error), param }
    }
}

fn kind(error: &Value) -> String {
    let words = ["type", "code"].into_iter().filter_map(|field| match error.get(field)? {
        Value::String(word) => Some(word.to_lowercase()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    });
    words.collect::<Vec<_>>().join(" ")
}

fn status_in(kind: &str) -> Option<u16> {
    kind.split(' ').filter_map(|word| word.parse().ok()).find(|status| (400..600).contains(status))
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
