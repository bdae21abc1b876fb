//! The pages of the organisation.

mod branding;
mod members;
mod settings;

pub use branding::BrandingPage;
pub use members::MembersPage;
pub use settings::OrganizationSettingsPage;
