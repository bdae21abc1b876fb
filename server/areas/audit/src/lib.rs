//! Reading the audit log, for the organisation and for the operator, and keeping it for as long as the organisation
//! wants.

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
