//! The operator's pages. To everybody else they do not exist.

mod api;
mod pages;
mod parts;

pub use api::{
    DeleteOrganization, ExitView, GetMail, GetOrganization, GetTotals, GetViewAsChoice, ListMails, ListOrganizations,
    RestoreOrganization, ResumeOrganization, SuspendOrganization, ViewAs,
};
pub use pages::{MailPage, MailboxPage, OrganizationPage, OrganizationsPage, ViewAsPage};
