//! Why a sign-in with a provider failed.

/// The fault, with a text for the log alone.
#[derive(Debug, thiserror::Error)]
pub enum ProviderError {
    /// The provider's answer is invalid: a used code, a wrong signature, another nonce.
    #[error("the provider's answer was refused: {0}")]
    Refused(String),
    /// The provider cannot be reached or does not follow the protocol.
    #[error("the provider does not answer as it should: {0}")]
    Unavailable(String),
    /// The configuration cannot work.
    #[error("the sign-in provider cannot be set up: {0}")]
    Setup(String),
}
