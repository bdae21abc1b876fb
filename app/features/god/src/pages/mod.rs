//! The pages of the operator.

mod mail;
mod mailbox;
mod organization;
mod organizations;
mod plans;
mod revenue;
pub(crate) mod status;
mod view_as;

pub use mail::MailPage;
pub use mailbox::MailboxPage;
pub use organization::OrganizationPage;
pub use organizations::OrganizationsPage;
pub use plans::PlansPage;
pub use revenue::RevenuePage;
pub use view_as::ViewAsPage;
