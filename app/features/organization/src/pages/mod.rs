//! The pages of the organisation.

mod members;
mod plan;
mod settings;

pub use members::MembersPage;
pub use plan::PlanPage;
pub use settings::OrganizationSettingsPage;
