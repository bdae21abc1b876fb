//! The audit trail: written by every use case in its own transaction, read as a log by the organisation and by
//! the operator, and kept for as long as the organisation wishes.

mod changes;
mod csv;
mod export;
mod list;
mod query;
mod record;
mod retention;

pub use export::{Scope, export};
pub use list::{log, platform_log};
pub use record::{Act, Doer, record, record_identity, record_platform};
pub use retention::{edit_settings, purge, settings};
