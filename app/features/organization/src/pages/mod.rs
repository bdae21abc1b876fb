//! The pages of the organisation.

mod members;
mod settings;

pub use members::MembersPage;
pub use settings::OrganizationSettingsPage;
