//! The errors of use cases, and the one place where a fault of ours gets its reference and its log line.

use domain::{AppError, FieldErrors};
use storage::StorageError;

/// The SQLSTATE that `app.enter` raises for an organisation that is suspended or deleted.
const CLOSED: &str = "SO410";

/// The SQLSTATEs of values that Postgres cannot hold: a number, a time or an offset out of range, a text too long for
/// its index or with characters that no text may hold.
const NOT_STORABLE: [&str; 9] = ["22001", "22003", "22007", "22008", "22021", "22P05", "2201W", "2201X", "54000"];

/// The result of a use case.
pub type Result<T> = std::result::Result<T, Error>;

/// An error for the user, or a fault of ours that the user sees only as a reference.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    App(#[from] AppError),
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// A broken assumption, shown in the log alone.
    #[error("{0}")]
    Fault(String),
}

impl Error {
    /// A fault, with what was being done.
    pub fn fault(doing: &str, error: impl std::fmt::Display) -> Self {
        Self::Fault(format!("{doing}: {error}"))
    }

    /// Whether the database refused because the organisation is closed.
    pub fn is_closed(&self) -> bool {
        match self {
            Self::Database(error) => {
                error.as_database_error().and_then(sqlx::error::DatabaseError::code).as_deref() == Some(CLOSED)
            }
            Self::App(AppError::Closed { .. }) => true,
            Self::App(_) | Self::Fault(_) => false,
        }
    }

    /// Whether the database did not answer at all, so that the next query fails too.
    pub fn is_unreachable(&self) -> bool {
        let Self::Database(error) = self else { return false };
        match error {
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => true,
            // A lost connection, or a database that shuts down or starts.
            sqlx::Error::Database(refusal) => {
                refusal.code().is_some_and(|code| code.starts_with("08") || code.starts_with("57P"))
            }
            _ => false,
        }
    }

    /// Whether the error is about a value that neither column nor parameter can hold.
    fn is_not_storable(&self) -> bool {
        match self {
            Self::Database(sqlx::Error::Encode(_)) => true,
            Self::Database(error) => {
                let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
                code.is_some_and(|code| NOT_STORABLE.contains(&code.as_ref()))
            }
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
            error if error.is_closed() => Self::Closed {
                message: "This organisation cannot be used at the moment. Reload the page to see why.".to_owned(),
            },
            Error::Database(sqlx::Error::PoolTimedOut) => Self::Unavailable {
                message: "The server is very busy right now. Please try again in a moment.".to_owned(),
            },
            // A check should have refused this first: the log says that one is missing, but it is no fault of the
            // server's.
            error if error.is_not_storable() => {
                tracing::warn!(%error, "a value got past its checks and could not be stored");
                Self::Invalid(FieldErrors::form("Something in this cannot be stored. Check what you entered."))
            }
            fault => {
                let reference = crate::random::reference();
                tracing::error!(%reference, error = %fault, "internal error");
                Self::Internal { reference }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_that_cannot_be_stored_is_the_inputs_fault_and_everything_else_ours() {
        let told = |error: sqlx::Error| AppError::from(Error::from(error));
        assert_eq!(told(sqlx::Error::Encode("out of range".into())).status(), 422);
        assert_eq!(told(sqlx::Error::Decode("out of range".into())).status(), 500);
        assert_eq!(told(sqlx::Error::RowNotFound).status(), 500);
    }

    #[test]
    fn a_database_that_is_away_is_told_from_one_that_refuses() {
        let gone = std::io::Error::from(std::io::ErrorKind::ConnectionReset);
        for away in [sqlx::Error::Io(gone), sqlx::Error::PoolTimedOut, sqlx::Error::PoolClosed] {
            assert!(Error::from(away).is_unreachable());
        }
        for other in [sqlx::Error::RowNotFound, sqlx::Error::Decode("out of range".into())] {
            assert!(!Error::from(other).is_unreachable());
        }
        assert!(!Error::App(AppError::NotFound).is_unreachable());
    }
}
