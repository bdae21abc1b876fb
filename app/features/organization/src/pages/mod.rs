//! The pages of the organisation.

mod members;
mod settings;
mod sign_in_policy;

pub use members::MembersPage;
pub use settings::OrganizationSettingsPage;
pub use sign_in_policy::SignInPolicyPage;
