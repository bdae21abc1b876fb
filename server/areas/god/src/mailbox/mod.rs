//! The operator's mailbox: every mail of the platform, with what opens something once hidden until a proof is given.

mod links;
mod read;
mod reveal;

pub(crate) use read::{Row as StoredMail, mail_row};
pub use read::{mail, mailbox};
pub use reveal::reveal;
