//! The pages of the operator.

mod mail;
mod mailbox;
mod status;

pub use mail::MailPage;
pub use mailbox::MailboxPage;
