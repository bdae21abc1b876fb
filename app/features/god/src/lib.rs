//! The operator's pages. To everybody else they do not exist.

mod api;
mod pages;

pub use api::{GetMail, ListMails};
pub use pages::{MailPage, MailboxPage};
