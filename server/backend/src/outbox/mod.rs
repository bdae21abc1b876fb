//! The outbox: a mail is written in the transaction that causes it, and delivered afterwards by a job.
//! Without an SMTP server it stays readable in the operator's mailbox.

mod bounce;
mod deliver;
mod links;
mod look;
mod mailbox;
mod queue;
mod reveal;

pub(crate) use deliver::{Delivery, deliver};
pub(crate) use mailbox::{Row as StoredMail, mail_row};
pub use mailbox::{mail, mailbox};
pub use queue::queue;
pub use reveal::reveal;
