//! The audit log, of one organisation for its owners and admins and of the whole platform for the operator.

mod api;
mod pages;
mod parts;

pub use api::{EditAuditSettings, GetAuditLog, GetAuditSettings, GetPlatformAuditLog};
pub use pages::{AuditPage, PlatformAuditPage};
