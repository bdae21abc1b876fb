//! Errors of Stripe, without its own text where that might name an account.

/// Why a call failed.
#[derive(Debug, thiserror::Error)]
pub enum StripeError {
    #[error("the client cannot be built: {0}")]
    Setup(String),
    /// Stripe refused; its message is for the log.
    #[error("Stripe refused with status {status}: {message}")]
    Refused { status: u16, message: String },
    #[error("Stripe did not answer: {0}")]
    Unreachable(String),
    #[error("Stripe's answer could not be read: {0}")]
    BadResponse(String),
}
