//! The audit log as it is read, by the organisation and by the operator, and kept for as long as the organisation wishes.

mod actions;
mod area;
mod changes;
mod export;
mod list;
mod query;
mod retention;
mod words;

pub use area::Audit;
pub use export::{Scope, export};
pub use list::{log, platform_log};
pub use retention::{edit_settings, purge, settings};
