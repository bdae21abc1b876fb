//! The operator's mailbox: every mail of the platform, with token links hidden until the operator steps up.

mod links;
mod read;
mod reveal;

pub(crate) use read::{Row as StoredMail, mail_row};
pub use read::{mail, mailbox};
pub use reveal::reveal;
