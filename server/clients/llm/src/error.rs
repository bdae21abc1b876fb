//! Everything that can go wrong between us and a model, sorted by what the caller can do about it.

use std::{fmt, time::Duration};

/// Why a model gave no answer, or not all of it. Messages come from the provider, are shortened to
/// 300 characters and never contain the key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LlmError {
    /// No endpoint offers this model.
    #[error("no model {0:?} is set up")]
    UnknownModel(String),
    /// 401 or 403: the key is wrong, or not allowed to do this.
    #[error("the provider does not accept the key (status {status}): {message}")]
    Unauthorized { status: u16, message: String },
    /// 404: the provider does not know the model, or the address is wrong.
    #[error("the provider does not know this model or address: {message}")]
    NotFound { message: String },
    /// 429: too many requests; `retry_after` is the provider's own wish.
    #[error("the provider limits the rate of requests: {message}")]
    RateLimited { retry_after: Option<Duration>, message: String },
    /// The account has no credit left; waiting does not help.
    #[error("the account at the provider has no quota left: {message}")]
    QuotaExhausted { message: String },
    /// 5xx, overload included.
    #[error("the provider failed (status {status}): {message}")]
    Server { status: u16, retry_after: Option<Duration>, message: String },
    /// Any other refusal; `param` is the field of the request the provider objects to.
    #[error("the provider rejected the request (status {status}): {message}")]
    Rejected { status: u16, param: Option<String>, message: String },
    /// The conversation does not fit into the model's context.
    #[error("the conversation is too long for this model: {message}")]
    ContextTooLong { message: String },
    /// The provider's content filter withholds the answer.
    #[error("the provider's content filter withholds the answer: {message}")]
    Filtered { message: String },
    /// No response in time.
    #[error("timeout while {stage}")]
    Timeout { stage: Stage },
    /// The answer broke off; what came before is all there is.
    #[error("the answer broke off: {reason}")]
    Interrupted { reason: String },
    /// No connection could be made.
    #[error("the provider cannot be reached: {reason}")]
    Unreachable { reason: String },
    /// The response does not follow the protocol.
    #[error("the provider sent something that is no answer: {reason}")]
    BadResponse { reason: String },
    /// The embedded model failed.
    #[error("the embedded model failed: {0}")]
    Local(#[from] local_llm::LocalError),
    /// An endpoint cannot be used as it is configured.
    #[error("the model endpoint is not set up rightly: {0}")]
    Setup(String),
}

/// What a request was waiting for when its time ran out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Connect,
    /// From the request to the first word.
    FirstToken,
    /// Between two words.
    Idle,
}

impl fmt::Display for Stage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Connect => "connecting",
            Self::FirstToken => "waiting for the first word",
            Self::Idle => "waiting for the next word",
        })
    }
}

impl LlmError {
    /// Whether the same request may succeed a little later without anybody changing anything.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::RateLimited { .. } | Self::Timeout { .. } | Self::Interrupted { .. } | Self::Unreachable { .. } => {
                true
            }
            Self::Server { status, .. } => *status != 501,
            _ => false,
        }
    }

    /// How long the provider asks us to wait before the next try.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::RateLimited { retry_after, .. } | Self::Server { retry_after, .. } => *retry_after,
            _ => None,
        }
    }

    /// A stable word for logs, metrics and storage.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::UnknownModel(_) => "unknown_model",
            Self::Unauthorized { .. } => "unauthorized",
            Self::NotFound { .. } => "not_found",
            Self::RateLimited { .. } => "rate_limited",
            Self::QuotaExhausted { .. } => "quota_exhausted",
            Self::Server { .. } => "server",
            Self::Rejected { .. } => "rejected",
            Self::ContextTooLong { .. } => "context_too_long",
            Self::Filtered { .. } => "filtered",
            Self::Timeout { .. } => "timeout",
            Self::Interrupted { .. } => "interrupted",
            Self::Unreachable { .. } => "unreachable",
            Self::BadResponse { .. } => "bad_response",
            Self::Local(_) => "local",
            Self::Setup(_) => "setup",
        }
    }
}
