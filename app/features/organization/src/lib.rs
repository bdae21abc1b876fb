//! The organisation: its settings and its members.

mod api;
mod pages;

pub use api::{
    DeleteOrganization, EditBrand, EditOrganizationSettings, GetBranding, GetLeaving, GetOrganizationSettings,
    ListMembers, RemoveBrandPicture, RequestExport,
};
pub use pages::{BrandingPage, LeavePage, MembersPage, OrganizationSettingsPage};
