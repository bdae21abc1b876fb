//! An error as a provider describes it. Providers agree on little, hence the many places where a message may stand.

use std::time::Duration;

use serde_json::Value;

/// How deep gateways wrap the errors of others.
const MAX_DEPTH: u8 = 4;

/// What a provider says of an error; what it leaves out is empty.
#[derive(Debug, Default)]
pub(super) struct Complaint {
    pub message: String,
    /// `type` and `code`, in lower case.
    pub kind: String,
    pub param: Option<String>,
    /// The HTTP status, where the error itself holds one.
    pub status: Option<u16>,
    /// How long to wait, where the error itself says so.
    pub retry_after: Option<Duration>,
}

impl Complaint {
    /// An error of nothing but words.
    pub(super) fn plain(message: &str) -> Self {
        Self { message: message.to_owned(), ..Self::default() }
    }

    /// `{"error": {…}}`, `{"error": "…"}` (xAI, Ollama), `[{"error": {…}}]` (Google), the fields at the top (vLLM and
    /// most Python servers), or nothing but words.
    pub(super) fn read(error: &Value) -> Self {
        Self::within(error, MAX_DEPTH)
    }

    /// Kind and message together, in lower case, to look for what they say.
    pub(super) fn words(&self) -> String {
        format!("{} {}", self.kind, self.message.to_lowercase())
    }

    fn within(error: &Value, depth: u8) -> Self {
        let outer = Self::of(error);
        let inner = error.get("error").or_else(|| error.get(0)).filter(|inner| !inner.is_null() && depth > 0);
        let Some(inner) = inner.map(|inner| Self::within(inner, depth - 1)) else { return outer };
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
        let message = ["message", "detail", "msg"].iter().find_map(|field| error.get(field));
        let message = match message {
            Some(Value::String(message)) => message.clone(),
            Some(other) if !other.is_null() => other.to_string(),
            _ => String::new(),
        };
        let kind = kind(error);
        let status = status_in(&kind);
        let param = error.get("param").and_then(Value::as_str).map(str::to_owned);
        let retry_after = error.get("retry_after").and_then(Value::as_f64);
        let retry_after = retry_after.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
        Self { message, kind, param, status, retry_after }
    }
}

fn kind(error: &Value) -> String {
    let words = ["type", "code", "status", "status_code"].into_iter().filter_map(|field| match error.get(field)? {
        Value::String(word) => Some(word.to_lowercase()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    });
    words.collect::<Vec<_>>().join(" ")
}

fn status_in(kind: &str) -> Option<u16> {
    kind.split(' ').filter_map(|word| word.parse().ok()).find(|status| (400..600).contains(status))
}
