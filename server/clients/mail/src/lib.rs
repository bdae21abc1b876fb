//! Mail for SoloOS: composes letters (MJML and a plain-text part) and delivers them to an SMTP server. The areas define
//! which letters there are.
//!
//! It neither stores mails nor retries: the backend's outbox does, guided by [`SendFailure`].

mod compose;
mod delivery;
mod single_line;

pub use compose::{Brand, Composed, Field, Letter, Sample, Sheet};
pub use delivery::{Envelope, Receipt, SendFailure, Smtp, format_address};

/// Why a mail cannot be composed or a mail server not be configured; trying again does not help.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// A value that belongs on one line holds a line break or another control character.
    #[error("{field} holds a line break or another control character")]
    ControlCharacter { field: &'static str },
    /// A link is not an absolute http or https URL.
    #[error("{field} is not an absolute http(s) URL")]
    Link { field: &'static str },
    /// The brand's accent colour is not of the form `#rrggbb`.
    #[error("the accent colour is not of the form #rrggbb")]
    Accent,
    /// An address is not one that mail can be sent to or from.
    #[error("{field} is not a valid email address")]
    Address { field: &'static str },
    /// The message id is not of the form `id@domain`.
    #[error("the message id is not of the form id@domain")]
    MessageId,
    /// The mail could not be put together from its parts.
    #[error("the mail could not be put together: {0}")]
    Message(String),
    /// The SMTP server's URL cannot be used; the sentence never repeats the URL, for it holds a password.
    #[error("the SMTP URL cannot be used: {0}")]
    ServerUrl(String),
}
