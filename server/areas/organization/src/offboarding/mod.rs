//! Leaving: an organisation is exported, and deleted by its owners.

mod close;
mod export;

pub use close::{delete_organization, deleted_organizations, restore_organization};
pub(crate) use export::{EXPORTS, ExportOrganization, names};
pub use export::{download, expire, exports, request_export};
