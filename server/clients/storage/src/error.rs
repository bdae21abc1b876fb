//! Errors of the object store, by the possible next step.

use aws_sdk_s3::config::http::HttpResponse;
use aws_sdk_s3::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use aws_sdk_s3::primitives::ByteStreamError;

/// Why an object was not read or written. Messages are for the log; they hold no key and no password.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StorageError {
    /// There is no such object.
    #[error("there is no such object")]
    Missing,
    /// The store does not allow it or does not understand it: trying again does not help.
    #[error("the object store refuses: {0}")]
    Refused(String),
    /// The store does not answer as it should; several tries failed, but it may work later.
    #[error("the object store does not answer: {0}")]
    Unavailable(String),
}

impl StorageError {
    /// A fault on the way to the store, or of the machine's own files.
    pub(crate) fn unavailable(doing: &str, error: impl std::fmt::Display) -> Self {
        Self::Unavailable(format!("{doing}: {error}"))
    }
}

impl<E> From<SdkError<E, HttpResponse>> for StorageError
where
    E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
{
    fn from(error: SdkError<E, HttpResponse>) -> Self {
        let status = error.raw_response().map(|response| response.status().as_u16());
        let code = error.code().unwrap_or_default().to_owned();
        let text = DisplayErrorContext(&error).to_string();
        match (&error, status) {
            (SdkError::ConstructionFailure(_), _) => Self::Refused(text),
            // A missing bucket is a wrong configuration, not a missing object.
            (_, Some(404)) if code != "NoSuchBucket" => Self::Missing,
            (SdkError::ServiceError(_), Some(408 | 429 | 500..)) => Self::Unavailable(text),
            (SdkError::ServiceError(_), Some(_)) => Self::Refused(text),
            _ => Self::Unavailable(text),
        }
    }
}

impl From<ByteStreamError> for StorageError {
    fn from(error: ByteStreamError) -> Self {
        Self::unavailable("read an object", DisplayErrorContext(&error))
    }
}
