//! The pages of the organisation.

mod branding;
mod leave;
mod plan;
mod settings;

pub use branding::BrandingPage;
pub use leave::LeavePage;
pub use plan::PlanPage;
pub use settings::OrganizationSettingsPage;
