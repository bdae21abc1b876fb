//! The organisation: its settings and its members.

mod api;
mod pages;

pub use api::{EditOrganizationSettings, GetOrganizationSettings, ListMembers};
pub use api::{GetPlan, ManageBilling, StartCheckout};
pub use pages::PlanPage;
pub use pages::{MembersPage, OrganizationSettingsPage};
