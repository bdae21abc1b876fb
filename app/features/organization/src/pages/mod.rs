//! The pages of the organisation.

mod branding;
mod leave;
mod members;
mod settings;

pub use branding::BrandingPage;
pub use leave::LeavePage;
pub use members::MembersPage;
pub use settings::OrganizationSettingsPage;
