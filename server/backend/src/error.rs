//! What a use case fails with, and the one place where a fault of ours gets its reference and its log line.

use domain::{AppError, FieldErrors};
use storage::StorageError;

/// The result of a use case.
pub type Result<T> = std::result::Result<T, Error>;

/// An error for the user, or a fault of ours that the user sees only as a reference.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    App(#[from] AppError),
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// A broken assumption, told to the log alone.
    #[error("{0}")]
    Fault(String),
}

impl Error {
    /// A fault with what was being done.
    pub fn fault(doing: &str, error: impl std::fmt::Display) -> Self {
        Self::Fault(format!("{doing}: {error}"))
    }

    /// The violated constraint's name, to tell a clash from a fault.
    pub fn constraint(&self) -> Option<&str> {
        match self {
            Self::Database(error) => error.as_database_error().and_then(sqlx::error::DatabaseError::constraint),
            _ => None,
        }
    }
}

impl From<FieldErrors> for Error {
    fn from(errors: FieldErrors) -> Self {
        Self::App(errors.into())
    }
}

impl From<StorageError> for Error {
    fn from(error: StorageError) -> Self {
        match error {
            StorageError::Missing => Self::App(AppError::NotFound),
            StorageError::Refused(_) => Self::fault("use the object store", error),
            StorageError::Unavailable(_) => {
                tracing::warn!(%error, "the object store is not there");
                let message = "Files cannot be reached right now. Please try again in a moment.".to_owned();
                Self::App(AppError::Unavailable { message })
            }
        }
    }
}

impl From<Error> for AppError {
    /// Logs a fault once, under a fresh reference; the text itself never leaves the server.
    fn from(error: Error) -> Self {
        match error {
            Error::App(error) => error,
            Error::Database(sqlx::Error::PoolTimedOut) => Self::Unavailable {
                message: "The server is very busy right now. Please try again in a moment.".to_owned(),
            },
            fault => {
                let reference = crate::random::reference();
                tracing::error!(%reference, error = %fault, "internal error");
                Self::Internal { reference }
            }
        }
    }
}
