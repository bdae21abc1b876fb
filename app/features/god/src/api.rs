//! The server functions of the operator.

mod closing;
mod impersonation;

use domain::AppResult;
use domain::god::{OneOrganizationQuery, OrganizationPage, OrganizationQuery, OrganizationView, Totals, TotalsQuery};
use domain::mails::{MailQuery, MailView, MailboxPage, OneMail};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// A page of the platform's organisations.
#[server(prefix = "/api", endpoint = "god/organizations", input = GetUrl)]
pub async fn list_organizations(#[server(default)] query: OrganizationQuery) -> AppResult<OrganizationPage> {
    let (backend, god) = kit::god()?;
    Ok(backend::god::organizations(&backend, &god, query).await?)
}

/// One organisation, closely.
#[server(prefix = "/api", endpoint = "god/organization", input = GetUrl)]
pub async fn get_organization(query: OneOrganizationQuery) -> AppResult<OrganizationView> {
    let (backend, god) = kit::god()?;
    Ok(backend::god::organization(&backend, &god, query).await?)
}

/// The platform over time.
#[server(prefix = "/api", endpoint = "god/totals", input = GetUrl)]
pub async fn get_totals(#[server(default)] query: TotalsQuery) -> AppResult<Totals> {
    let (backend, god) = kit::god()?;
    Ok(backend::god::totals(&backend, &god, query).await?)
}
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
