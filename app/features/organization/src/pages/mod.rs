//! The pages of the organisation.

mod branding;
mod leave;
mod plan;
mod settings;
mod sign_in_policy;

pub use branding::BrandingPage;
pub use leave::{DeletedOrganizations, LeavePage};
pub use plan::PlanPage;
pub use settings::OrganizationSettingsPage;
pub use sign_in_policy::SignInPolicyPage;
