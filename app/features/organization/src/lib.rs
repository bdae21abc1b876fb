//! The organisation: its settings and its members.

mod api;
mod pages;

pub use api::{EditOrganizationSettings, EditSignInPolicy, GetOrganizationSettings, GetSignInPolicy, ListMembers};
pub use pages::{MembersPage, OrganizationSettingsPage, SignInPolicyPage};
