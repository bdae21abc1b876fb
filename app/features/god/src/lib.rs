//! The operator's pages. To everybody else they do not exist.

mod api;
mod pages;

pub use api::{
    DeleteOrganization, ExitView, GetMail, GetViewAsChoice, ListMails, RestoreOrganization, ResumeOrganization,
    SuspendOrganization, ViewAs,
};
pub use pages::{MailPage, MailboxPage, ViewAsPage};
