//! Exports: requested by an owner, packed by a job as a ZIP of JSON and files, downloadable for a week.
//!
//! The content is read in the tenant's own transaction, so that an export can hold nothing of anybody else.

mod archive;
mod job;
mod list;
mod pack;
mod request;
mod shelf;
mod tables;

use domain::Permission;
use server_core::{Caller, Result};

pub(crate) use job::ExportOrganization;
pub use list::{download, exports};
pub use pack::expire;
pub use request::request_export;
pub(crate) use shelf::{EXPORTS, names};

/// Owners alone, and only in person: an impersonating operator takes nothing along.
fn admit(caller: &Caller) -> Result<()> {
    caller.allow(Permission::CloseOrganization)?;
    Ok(caller.refuse_impersonation()?)
}
