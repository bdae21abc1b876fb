//! The two views of the log.

mod organization;
mod platform;

pub use organization::AuditPage;
pub use platform::PlatformAuditPage;
