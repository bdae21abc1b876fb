//! The pages of the organisation.

mod plan;
mod settings;

pub use plan::PlanPage;
pub use settings::OrganizationSettingsPage;
