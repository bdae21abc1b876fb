//! The organisation: its settings and its members.

mod api;
mod pages;

pub use api::{
    EditBranding, EditOrganizationSettings, GetBranding, GetOrganizationSettings, ListMembers, RemoveBrandPicture,
};
pub use pages::{BrandingPage, MembersPage, OrganizationSettingsPage};
