//! The server functions of the organisation.

use domain::AppResult;
use domain::organizations::{EditOrganization, OrganizationSettings};
use domain::plans::{ChoosePlan, PlanUsage};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// The settings of the caller's organisation.
#[server(prefix = "/api", endpoint = "organization/settings", input = GetUrl)]
pub async fn get_organization_settings() -> AppResult<OrganizationSettings> {
    let (backend, caller) = kit::caller()?;
    Ok(backend::organizations::settings(&backend, &caller).await?)
}

/// Changes the settings and leads back to their page.
#[server(prefix = "/api", endpoint = "organization/edit")]
pub async fn edit_organization_settings(form: EditOrganization) -> AppResult<()> {
    let (backend, caller) = kit::caller()?;
    backend::organizations::edit(&backend, &caller, form).await?;
    kit::redirect("/settings?saved=1");
    Ok(())
}

/// The plan of the caller's organisation, and how much of it is used.
#[server(prefix = "/api", endpoint = "organization/plan", input = GetUrl)]
pub async fn get_plan() -> AppResult<PlanUsage> {
    let (backend, caller) = kit::caller()?;
    Ok(backend::limits::plan(&backend, &caller).await?)
}

/// Leads to the payment service's page for a plan.
#[server(prefix = "/api", endpoint = "organization/checkout")]
pub async fn start_checkout(form: ChoosePlan) -> AppResult<()> {
    let (backend, caller) = kit::caller()?;
    kit::leave(&backend::billing::checkout(&backend, &caller, form).await?);
    Ok(())
}

/// Leads to the payment service's page for card, invoices and the end of a subscription.
#[server(prefix = "/api", endpoint = "organization/billing")]
pub async fn manage_billing() -> AppResult<()> {
    let (backend, caller) = kit::caller()?;
    kit::leave(&backend::billing::portal(&backend, &caller).await?);
    Ok(())
}
