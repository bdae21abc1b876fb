//! Organisations in a list and in detail, and their tiers.

use domain::AppResult;
use domain::accounts::StepUp;
use god_domain::{
    self, BulkChange, BulkOutcome, OneOrganizationQuery, OrganizationList, OrganizationQuery, OrganizationView, Totals,
    TotalsQuery,
};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// A page of the platform's organisations.
#[server(prefix = "/api", endpoint = "god/organizations", input = GetUrl)]
pub async fn list_organizations(#[server(default)] query: OrganizationQuery) -> AppResult<OrganizationList> {
    let (backend, god) = kit::god()?;
    Ok(god_area::organizations(&backend, &god, query).await?)
}

/// One organisation in detail.
#[server(prefix = "/api", endpoint = "god/organization", input = GetUrl)]
pub async fn get_organization(#[server(default)] query: OneOrganizationQuery) -> AppResult<OrganizationView> {
    let (backend, god) = kit::god()?;
    Ok(god_area::organization(&backend, &god, query).await?)
}

/// The platform over time.
#[server(prefix = "/api", endpoint = "god/totals", input = GetUrl)]
pub async fn get_totals(#[server(default)] query: TotalsQuery) -> AppResult<Totals> {
    let (backend, god) = kit::god()?;
    Ok(god_area::totals(&backend, &god, query).await?)
}

/// Moves an organisation to another plan.
#[server(prefix = "/api", endpoint = "god/change-tier")]
#[middleware(kit::keep::<Self>())]
pub async fn change_tier(
    #[server(default)] form: god_domain::ChangeTier,
    #[server(default)] step_up: StepUp,
) -> AppResult<()> {
    let (backend, god) = crate::proven::proven_god(&step_up).await?;
    let page = format!("/god-dashboard/organizations/{}", form.organization);
    god_area::change_tier(&backend, &god, form).await?;
    kit::lead_plain_form(&page);
    Ok(())
}

/// Does the same for many organisations; a plain form returns to the list with the counts.
#[server(prefix = "/api", endpoint = "god/change-many")]
#[middleware(kit::keep::<Self>())]
pub async fn change_many(
    #[server(default)] form: BulkChange,
    #[server(default)] step_up: StepUp,
) -> AppResult<Vec<BulkOutcome>> {
    let (backend, god) = crate::proven::proven_god(&step_up).await?;
    let outcomes = god_area::bulk(&backend, &god, form).await?;
    let refused = outcomes.iter().filter(|outcome| outcome.refused.is_some()).count();
    kit::lead_plain_form(&format!("/god-dashboard?changed={}&refused={refused}", outcomes.len() - refused));
    Ok(outcomes)
}
