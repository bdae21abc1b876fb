//! The outbox: a mail is written in the transaction that causes it, and delivered afterwards by a job.
//! Without an SMTP server it stays readable in the operator's mailbox.

mod count;
mod deliver;
mod look;
mod queue;
mod wake;

pub use count::count;
pub(crate) use deliver::{Delivery, deliver};
pub use queue::queue;
pub use wake::wake;
