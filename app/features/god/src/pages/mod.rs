//! The pages of the operator.

mod mail;
mod mailbox;
mod organization;
mod organizations;
pub(crate) mod status;
mod view_as;

pub use mail::MailPage;
pub use mailbox::MailboxPage;
pub use organization::OrganizationPage;
pub use organizations::OrganizationsPage;
pub use view_as::ViewAsPage;
