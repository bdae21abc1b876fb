//! The audit log as it is written: by every use case, in its own transaction.

mod action;
mod record;

pub use action::Action;
pub use record::{Act, Doer, record, record_identity, record_platform};
