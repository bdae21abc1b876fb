//! The pages of the organisation.

mod settings;

pub use settings::OrganizationSettingsPage;
