//! The meaning of a failed delivery for the decision whether to try again.

use lettre::transport::smtp::Error;

use crate::MailError;

/// Why a mail was not delivered, by the possible next step. Messages hold the server's text, never a password.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SendFailure {
    /// Not accepted, but may be later: a 4xx reply, or a sign-in that the server refuses until the configuration is
    /// fixed.
    #[error("the mail server does not take the mail now: {message}")]
    Temporary { code: Option<u16>, message: String },
    /// Not accepted, and never will be unchanged: a 5xx reply to the mail itself, or a mail that cannot be composed.
    #[error("the mail server refuses the mail: {message}")]
    Permanent { code: Option<u16>, message: String },
    /// No server, no encryption, or a connection that broke before the mail was complete: certainly not accepted.
    #[error("the mail server cannot be reached: {message}")]
    Unreachable { message: String },
    /// The connection was lost after the whole mail was sent and before the reply: nobody knows whether it was
    /// accepted.
    #[error("the mail server may or may not have taken the mail: {message}")]
    Uncertain { message: String },
}

impl SendFailure {
    /// A reply's code, where the server gave one.
    pub fn code(&self) -> Option<u16> {
        match self {
            Self::Temporary { code, .. } | Self::Permanent { code, .. } => *code,
            Self::Unreachable { .. } | Self::Uncertain { .. } => None,
        }
    }

    /// Before the first mail command no failure is the mail's own fault: a wrong password must not give up a whole
    /// outbox.
    pub(super) fn while_opening(error: &Error) -> Self {
        match code(error) {
            Some(code) => Self::Temporary { code: Some(code), message: error.to_string() },
            None => Self::Unreachable { message: error.to_string() },
        }
    }

    /// Between MAIL and the content's end: a reply decides, a broken connection has delivered nothing.
    pub(super) fn before_the_end(error: &Error) -> Self {
        match code(error) {
            Some(code) => Self::refused(code, error),
            None => Self::Unreachable { message: error.to_string() },
        }
    }

    /// After the content's end: only a clear reply says that the mail was not taken.
    pub(super) fn after_the_end(error: &Error) -> Self {
        match code(error) {
            Some(code) => Self::refused(code, error),
            None => Self::Uncertain { message: error.to_string() },
        }
    }

    fn refused(code: u16, error: &Error) -> Self {
        let message = error.to_string();
        // 530, 534, 535 and 538 are about the sign-in, not the mail.
        let permanent = code >= 500 && !matches!(code, 530 | 534 | 535 | 538);
        let code = Some(code);
        if permanent { Self::Permanent { code, message } } else { Self::Temporary { code, message } }
    }
}

impl From<MailError> for SendFailure {
    fn from(error: MailError) -> Self {
        Self::Permanent { code: None, message: error.to_string() }
    }
}

fn code(error: &Error) -> Option<u16> {
    error.status().map(u16::from)
}
