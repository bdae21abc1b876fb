//! The pages of the operator.

mod mail;
mod mailbox;
mod status;
mod view_as;

pub use mail::MailPage;
pub use mailbox::MailboxPage;
pub use view_as::ViewAsPage;
