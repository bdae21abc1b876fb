//! What a use case fails with, and the one place where a fault of ours gets its reference and its log line.

use domain::{AppError, FieldErrors};

/// What `app.enter` raises for an organisation that is suspended or deleted.
const CLOSED: &str = "SO410";

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

    /// Whether the organisation is closed, as the database says of one that cannot be entered.
    pub fn is_closed(&self) -> bool {
        match self {
            Self::Database(error) => {
                error.as_database_error().and_then(sqlx::error::DatabaseError::code).as_deref() == Some(CLOSED)
            }
            Self::App(AppError::Closed { .. }) => true,
            Self::App(_) | Self::Fault(_) => false,
        }
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

impl From<Error> for AppError {
    /// Logs a fault once, under a fresh reference; the text itself never leaves the server.
    fn from(error: Error) -> Self {
        match error {
            Error::App(error) => error,
            error if error.is_closed() => Self::Closed {
                message: "This organisation cannot be used at the moment. Reload the page to see why.".to_owned(),
            },
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
