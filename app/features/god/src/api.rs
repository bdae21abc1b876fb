//! The server functions of the operator.

mod closing;
mod impersonation;

use domain::AppResult;
use domain::mails::{MailQuery, MailView, MailboxPage, OneMail};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

pub use closing::{DeleteOrganization, RestoreOrganization, ResumeOrganization, SuspendOrganization};
pub use impersonation::{ExitView, GetViewAsChoice, ViewAs, view_as_choice};

/// A page of every mail of the platform.
#[server(prefix = "/api", endpoint = "god/mails", input = GetUrl)]
pub async fn list_mails(#[server(default)] query: MailQuery) -> AppResult<MailboxPage> {
    let (backend, god) = kit::god()?;
    Ok(backend::outbox::mailbox(&backend, &god, query).await?)
}

/// One mail with its content.
#[server(prefix = "/api", endpoint = "god/mail", input = GetUrl)]
pub async fn get_mail(query: OneMail) -> AppResult<MailView> {
    let (backend, god) = kit::god()?;
    Ok(backend::outbox::mail(&backend, &god, query.id).await?)
}
