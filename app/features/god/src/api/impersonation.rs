//! Viewing as somebody of an organisation, and ending it.

use domain::closures::OneOrganization;
use domain::{AppResult, impersonation};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// The people whom the operator can view as.
#[server(name = GetViewAsChoice, prefix = "/api", endpoint = "god/view-as-choice", input = GetUrl)]
pub async fn view_as_choice(#[server(default)] query: OneOrganization) -> AppResult<impersonation::ViewAsChoice> {
    let (backend, god) = kit::god()?;
    Ok(god_area::impersonation::choice(&backend, &god, query.organization).await?)
}

/// Starts to view as somebody; returns the path to go to.
#[server(prefix = "/api", endpoint = "god/view-as")]
#[middleware(kit::keep::<Self>())]
pub async fn view_as(#[server(default)] form: impersonation::ViewAs) -> AppResult<String> {
    let context = kit::request()?;
    let signed_in = context.signed_in.ok_or(domain::AppError::NotFound)?;
    god_area::impersonation::start(&context.backend, &signed_in, &context.visit, form).await?;
    kit::lead_plain_form("/");
    Ok("/".to_owned())
}

/// Ends it and leads back to the operator's earlier page. Sent by a plain form, so that nothing of the viewed person
/// stays in the browser's memory.
#[server(prefix = "/api", endpoint = "god/exit-view")]
pub async fn exit_view() -> AppResult<()> {
    let context = kit::request()?;
    let signed_in = context.signed_in.ok_or(domain::AppError::NotFound)?;
    let back = god_area::impersonation::exit(&context.backend, &signed_in).await?;
    kit::redirect(&back);
    Ok(())
}
