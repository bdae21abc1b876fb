//! The organisation: its settings and its members.

mod api;
mod pages;

pub use api::{EditOrganizationSettings, GetOrganizationSettings, ListMembers};
pub use pages::{MembersPage, OrganizationSettingsPage};
