//! Viewing as somebody of an organisation, and the way back.

use domain::closures::OneOrganization;
use domain::{AppResult, impersonation};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// Whom the operator can view as.
#[server(name = GetViewAsChoice, prefix = "/api", endpoint = "god/view-as-choice", input = GetUrl)]
pub async fn view_as_choice(#[server(default)] query: OneOrganization) -> AppResult<impersonation::ViewAsChoice> {
    let (backend, god) = kit::god()?;
    Ok(god_area::impersonation::choice(&backend, &god, query.organization).await?)
}

/// Begins to view as somebody; answers with the path to go to.
#[server(prefix = "/api", endpoint = "god/view-as")]
#[middleware(kit::keep::<Self>())]
pub async fn view_as(#[server(default)] form: impersonation::ViewAs) -> AppResult<String> {
    let context = kit::request()?;
    let signed_in = context.signed_in.ok_or(domain::AppError::NotFound)?;
    god_area::impersonation::start(&context.backend, &signed_in, &context.visit, form).await?;
    kit::lead_plain_form("/");
    Ok("/".to_owned())
}

/// Ends it and leads back to where the operator was. Sent by a plain form, so that nothing of the person viewed
/// as stays in the browser's memory.
#[server(prefix = "/api", endpoint = "god/exit-view")]
pub async fn exit_view() -> AppResult<()> {
    let context = kit::request()?;
    let signed_in = context.signed_in.ok_or(domain::AppError::NotFound)?;
    let back = god_area::impersonation::exit(&context.backend, &signed_in).await?;
    kit::redirect(&back);
    Ok(())
}
