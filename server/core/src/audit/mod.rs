//! Writing the audit log: every use case does so in its own transaction.

mod action;
mod record;

pub use action::Action;
pub use record::{Act, Doer, record, record_identity, record_platform};
