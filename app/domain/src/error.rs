//! The one error that crosses the wire, and the errors of a form's fields.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use server_fn::codec::JsonEncoding;
use server_fn::error::{FromServerFnError, ServerFnErrorErr};

/// The name of the field for a proof of identity, in every form that asks for one.
const PROOF: &str = "proof";

/// The message that makes a form ask for a proof; it is not shown as a mistake.
pub const ASKS_FOR_PROOF: &str = "To go on, confirm that it is you.";

/// What every use case and server function returns.
pub type AppResult<T> = Result<T, AppError>;

/// Everything that can go wrong, by kinds that a person or a program can act on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AppError {
    /// Nobody is signed in, or the session has ended.
    #[error("Please sign in to go on.")]
    Unauthenticated,
    /// The person may know that it exists, but may not do this.
    #[error("You do not have the permission to do this.")]
    Forbidden,
    /// The organisation or the platform requires a second factor that the person has not set up.
    #[error("Two-factor sign-in is asked for here. Set it up in your account to go on.")]
    TwoFactorRequired,
    /// Not allowed in this situation, whatever the role: the message says why.
    #[error("{message}")]
    Refused { message: String },
    /// The organisation is suspended or deleted.
    #[error("{message}")]
    Closed { message: String },
    /// It does not exist, or the person may not know that it does.
    #[error("This could not be found.")]
    NotFound,
    /// The input breaks a rule; each error is shown beside its field.
    #[error("{0}")]
    Invalid(FieldErrors),
    /// Somebody or something else made a conflicting change first.
    #[error("{message}")]
    Conflict { message: String },
    /// A limit of the plan is reached.
    #[error("{message}")]
    Quota { message: String },
    /// Too many tries.
    #[error("Too many attempts. Please wait {} and try again.", wait(*retry_after_seconds))]
    RateLimited { retry_after_seconds: u32 },
    /// An outside service failed.
    #[error("{message}")]
    Unavailable { message: String },
    /// The browser could not reach the server.
    #[error("You seem to be offline. Check your connection and try again.")]
    Offline,
    /// An internal fault; `reference` finds it in the log.
    #[error(
        "Something went wrong on our side. Please try again; if it keeps happening, tell us the reference {reference}."
    )]
    Internal { reference: String },
}

impl AppError {
    /// A conflict with its explanation in the user's words.
    pub fn conflict(message: impl Into<String>) -> Self {
        Self::Conflict { message: message.into() }
    }

    /// A refusal with its reason in the user's words.
    pub fn refused(message: impl Into<String>) -> Self {
        Self::Refused { message: message.into() }
    }

    /// A single field's error.
    pub fn invalid(field: &str, message: impl Into<String>) -> Self {
        Self::Invalid(FieldErrors::of(field, message))
    }

    /// The matching HTTP status.
    pub fn status(&self) -> u16 {
        match self {
            Self::Unauthenticated => 401,
            Self::Forbidden | Self::TwoFactorRequired | Self::Refused { .. } => 403,
            Self::NotFound => 404,
            Self::Closed { .. } => 410,
            Self::Invalid(_) => 422,
            Self::Conflict { .. } => 409,
            Self::Quota { .. } => 402,
            Self::RateLimited { .. } => 429,
            Self::Unavailable { .. } | Self::Offline => 503,
            Self::Internal { .. } => 500,
        }
    }

    /// The errors by field, if it is a validation error.
    pub fn fields(&self) -> Option<&FieldErrors> {
        match self {
            Self::Invalid(fields) => Some(fields),
            _ => None,
        }
    }
}

/// Seconds as text: whole minutes from one minute on.
fn wait(seconds: u32) -> String {
    match seconds {
        0 | 1 => "a second".to_owned(),
        2..=59 => format!("{seconds} seconds"),
        60..=119 => "a minute".to_owned(),
        _ => format!("{} minutes", seconds.div_ceil(60)),
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(value: ServerFnErrorErr) -> Self {
        match value {
            ServerFnErrorErr::Request(_) => Self::Offline,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => {
                Self::Invalid(FieldErrors::form("The form arrived incomplete. Reload the page and try again."))
            }
            ServerFnErrorErr::Deserialization(_) => Self::Unavailable {
                message: "The server's answer could not be read. Reload the page and try again.".to_owned(),
            },
            _ => Self::Internal { reference: "unknown".to_owned() },
        }
    }
}

/// The errors of a form: by field name, and one for the form as a whole (under the empty name).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldErrors(BTreeMap<String, String>);

impl FieldErrors {
    /// No errors yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// One field's error.
    pub fn of(field: &str, message: impl Into<String>) -> Self {
        let mut errors = Self::new();
        errors.add(field, message);
        errors
    }

    /// An error of the form as a whole.
    pub fn form(message: impl Into<String>) -> Self {
        Self::of("", message)
    }

    /// Adds an error; each field keeps its first one.
    pub fn add(&mut self, field: &str, message: impl Into<String>) {
        self.0.entry(field.to_owned()).or_insert_with(|| message.into());
    }

    /// Adds the error if there is one, and returns the value otherwise.
    pub fn check<T>(&mut self, field: &str, result: Result<T, String>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(message) => {
                self.add(field, message);
                None
            }
        }
    }

    /// The error of a field; the empty name returns the form's own.
    pub fn get(&self, field: &str) -> Option<&str> {
        self.0.get(field).map(String::as_str)
    }

    /// Every field with its error, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(field, message)| (field.as_str(), message.as_str()))
    }

    /// The one error that makes a form ask for a proof.
    pub fn asking_for_proof() -> Self {
        Self::of(PROOF, ASKS_FOR_PROOF)
    }

    /// Whether that is the only error.
    pub fn only_ask_for_proof(&self) -> bool {
        *self == Self::asking_for_proof()
    }

    /// Whether there are no errors.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value if there are no errors, and the errors otherwise.
    pub fn into_result<T>(self, value: Option<T>) -> Result<T, Self> {
        match value {
            Some(value) if self.is_empty() => Ok(value),
            _ => Err(self),
        }
    }
}

impl std::fmt::Display for FieldErrors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0.values().next() {
            Some(first) if self.0.len() == 1 => f.write_str(first),
            _ => f.write_str("Please check the marked fields."),
        }
    }
}

impl From<FieldErrors> for AppError {
    fn from(errors: FieldErrors) -> Self {
        Self::Invalid(errors)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_survives_the_wire() {
        let errors = [
            AppError::Unauthenticated,
            AppError::invalid("email", "Enter an e-mail address."),
            AppError::RateLimited { retry_after_seconds: 90 },
            AppError::Internal { reference: "R-1".into() },
        ];
        for error in errors {
            let bytes = error.ser();
            assert_eq!(AppError::de(bytes), error);
        }
    }

    #[test]
    fn the_frameworks_own_errors_say_nothing_of_the_inside() {
        let error = AppError::from_server_fn_error(ServerFnErrorErr::ServerError("relation users".into()));
        assert!(!error.to_string().contains("relation"));
    }

    #[test]
    fn waits_are_told_in_the_unit_a_person_would_use() {
        assert_eq!(wait(1), "a second");
        assert_eq!(wait(59), "59 seconds");
        assert_eq!(wait(61), "a minute");
        assert_eq!(wait(600), "10 minutes");
    }
}
