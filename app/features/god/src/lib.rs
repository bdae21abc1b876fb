//! The operator's pages. To everybody else they do not exist.

mod api;
mod pages;
mod parts;

pub use api::{GetMail, GetOrganization, GetTotals, ListMails, ListOrganizations};
pub use pages::{MailPage, MailboxPage, OrganizationPage, OrganizationsPage};
