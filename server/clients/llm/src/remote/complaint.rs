//! An error as a provider describes it. Providers agree on little, hence the many places where a message may be.

use std::time::Duration;

use serde_json::Value;

use super::retry_after::{wait_in, wait_of};

/// How deep gateways nest the errors of others.
const MAX_DEPTH: u8 = 5;
/// The fields in which errors hold other errors, or answers hold errors.
const INSIDE: [&str; 5] = ["error", "errors", "fault", "exception", "base_resp"];
const MESSAGES: [&str; 12] = [
    "message",
    "detail",
    "msg",
    "error_msg",
    "error_message",
    "errorMessage",
    "errmsg",
    "status_msg",
    "faultstring",
    "Message",
    "title",
    "reason",
];
/// The fields that name a wait, in seconds where they have no unit.
const WAITS: [&str; 3] = ["retry_after", "retryAfter", "retryDelay"];
const KINDS: [&str; 8] = ["type", "code", "status", "status_code", "error_code", "errorCode", "errcode", "__type"];

/// A provider's description of an error; fields that it leaves out are empty.
#[derive(Debug, Default)]
pub(super) struct Complaint {
    pub message: String,
    /// `type` and `code`, in lower case.
    pub kind: String,
    pub param: Option<String>,
    /// The HTTP status, where the error itself has one.
    pub status: Option<u16>,
    /// How long to wait, where the error itself says so.
    pub retry_after: Option<Duration>,
}

impl Complaint {
    /// An error that is only a message, or only a status.
    pub(super) fn plain(message: &str) -> Self {
        Self {
            message: message.to_owned(),
            status: status(message.trim()),
            retry_after: wait_in(message),
            ..Self::default()
        }
    }

    /// `{"error": {…}}`, `{"error": "…"}` (xAI, Ollama), `{"error": 429}`, `[{"error": {…}}]` (Google), `{"errors": [{…}]}`
    /// (Cloudflare), the fields at the top (vLLM and most Python servers), perhaps beside `"error": true`, or only a
    /// message.
    pub(super) fn read(error: &Value) -> Self {
        Self::within(error, MAX_DEPTH)
    }

    /// Kind and message together, in lower case, to search for known phrases.
    pub(super) fn words(&self) -> String {
        format!("{} {}", self.kind, self.message.to_lowercase())
    }

    fn within(error: &Value, depth: u8) -> Self {
        let outer = Self::of(error);
        let inner =
            INSIDE.iter().find_map(|field| error.get(field).filter(|inner| !inner.is_null())).or_else(|| error.get(0));
        let Some(inner) = inner.filter(|_| depth > 0).map(|inner| Self::within(inner, depth - 1)) else { return outer };
        Self {
            message: if inner.message.is_empty() { outer.message } else { inner.message },
            kind: format!("{} {}", outer.kind, inner.kind).trim().to_owned(),
            param: inner.param.or(outer.param),
            status: inner.status.or(outer.status),
            retry_after: inner.retry_after.or(outer.retry_after),
        }
    }

    fn of(error: &Value) -> Self {
        if let Value::String(message) = error {
            return Self::plain(message);
        }
        let message = MESSAGES.iter().find_map(|field| error.get(field).filter(|message| !is_empty(message)));
        let message = match message {
            Some(Value::String(message)) => message.clone(),
            Some(other) => other.to_string(),
            None => String::new(),
        };
        let kind = kind(error);
        let status = kind.split(' ').find_map(status);
        let param = error.get("param").and_then(Value::as_str).map(str::to_owned);
        let retry_after = wait(error).or_else(|| wait_in(&message));
        Self { message, kind, param, status, retry_after }
    }
}

/// The wait that a field names: its own, or one of the `details` as Google tells them.
fn wait(error: &Value) -> Option<Duration> {
    let details = error.get("details").and_then(Value::as_array).into_iter().flatten();
    [error].into_iter().chain(details).find_map(|fields| {
        WAITS.iter().find_map(|field| match fields.get(field)? {
            Value::String(text) => wait_of(text),
            other => Duration::try_from_secs_f64(other.as_f64()?).ok(),
        })
    })
}

fn is_empty(message: &Value) -> bool {
    message.is_null() || message.as_str().is_some_and(|message| message.trim().is_empty())
}

fn kind(error: &Value) -> String {
    if let Value::Number(number) = error {
        return number.to_string();
    }
    let words = KINDS.into_iter().filter_map(|field| match error.get(field)? {
        Value::String(word) => Some(word.to_lowercase()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    });
    let meaning = error.get("base_resp").and_then(|base| base.get("status_code")?.as_u64()).map(minimax);
    words.chain(meaning.map(str::to_owned)).collect::<Vec<_>>().join(" ")
}

/// The meaning of `MiniMax`'s own numbers.
fn minimax(code: u64) -> &'static str {
    match code {
        1002 | 1039 | 1041 => "rate_limit",
        1004 | 2049 => "invalid_api_key",
        1008 => "insufficient_quota",
        1026 | 1027 => "content_filter",
        2013 => "invalid_request",
        _ => "",
    }
}

fn status(word: &str) -> Option<u16> {
    word.parse().ok().filter(|status| (400..600).contains(status))
}
