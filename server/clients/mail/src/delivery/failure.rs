//! What a failed delivery means for the one who has to decide whether to try again.

use lettre::transport::smtp::Error;

use crate::MailError;

/// Why a mail was not delivered, by what may be done next. Messages hold the server's words, never a password.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SendFailure {
    /// Not accepted, and may be later: a 4xx reply, or a sign-in the server refuses until the configuration is mended.
    #[error("the mail server does not take the mail now: {message}")]
    Temporary { code: Option<u16>, message: String },
    /// Not accepted, and never will be as it is: a 5xx reply to the mail itself, or a mail that cannot be put together.
    #[error("the mail server refuses the mail: {message}")]
    Permanent { code: Option<u16>, message: String },
    /// No server, no encryption, or a connection that broke before the mail was complete: certainly not accepted.
    #[error("the mail server cannot be reached: {message}")]
    Unreachable { message: String },
    /// The connection was lost after the whole mail had gone out and before the reply: accepted or not, nobody knows.
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

    /// Before the first mail command nothing is the mail's own fault: a wrong password must not bury a whole outbox.
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
        // 530, 534, 535 and 538 speak of the sign-in, not of the mail.
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
