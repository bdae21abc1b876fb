//! The server functions of the operator.

mod closing;
mod impersonation;
mod notes;
mod organizations;
mod plans;

use domain::AppResult;
use god_domain::mails::{MailQuery, MailView, Mailbox, OneMail};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

pub use closing::{DeleteOrganization, RestoreOrganization, ResumeOrganization, SuspendOrganization};
pub use impersonation::{ExitView, GetViewAsChoice, ViewAs, view_as_choice};
pub use notes::{AddNote, DeleteNote};
pub use organizations::{
    ChangeMany, ChangeTier, GetOrganization, GetTotals, ListOrganizations, get_organization, get_totals,
    list_organizations,
};
pub use plans::{EditPlan, GetRevenue, ListPlans, get_revenue, list_plans};

/// A page of all mails of the platform.
#[server(prefix = "/api", endpoint = "god/mails", input = GetUrl)]
pub async fn list_mails(#[server(default)] query: MailQuery) -> AppResult<Mailbox> {
    let (backend, god) = kit::god()?;
    Ok(god_area::mailbox::mailbox(&backend, &god, query).await?)
}

/// One mail with its content.
#[server(prefix = "/api", endpoint = "god/mail", input = GetUrl)]
pub async fn get_mail(#[server(default)] query: OneMail) -> AppResult<MailView> {
    let context = kit::request()?;
    let signed_in = context.signed_in.ok_or(domain::AppError::NotFound)?;
    Ok(god_area::mailbox::mail(&context.backend, &signed_in, query.id).await?)
}

/// Shows the links of one mail for a while.
#[server(prefix = "/api", endpoint = "god/reveal-mail")]
#[middleware(kit::keep::<Self>())]
pub async fn reveal_mail(#[server(default)] form: god_domain::mails::RevealMail) -> AppResult<()> {
    let context = kit::request()?;
    let signed_in = context.signed_in.ok_or(domain::AppError::NotFound)?;
    let page = format!("/god-dashboard/mailbox/{}", form.id);
    god_area::mailbox::reveal(&context.backend, &signed_in, &context.visit, form).await?;
    kit::lead_plain_form(&page);
    Ok(())
}
