//! Plans, and their revenue.

use domain::AppResult;
use domain::accounts::StepUp;
use god_domain::{PlanView, RevenueView};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// Every plan.
#[server(prefix = "/api", endpoint = "god/plans", input = GetUrl)]
pub async fn list_plans() -> AppResult<Vec<PlanView>> {
    let (backend, god) = kit::god()?;
    Ok(god_area::plans(&backend, &god).await?)
}

/// Changes a plan and leads back to the plans.
#[server(prefix = "/api", endpoint = "god/edit-plan")]
#[middleware(kit::keep::<Self>())]
pub async fn edit_plan(
    #[server(default)] form: god_domain::EditPlan,
    #[server(default)] step_up: StepUp,
) -> AppResult<()> {
    let (backend, god) = crate::proven::proven_god(&step_up).await?;
    god_area::edit_plan(&backend, &god, form).await?;
    kit::lead_plain_form("/god-dashboard/plans?saved=1");
    Ok(())
}

/// Revenue by month.
#[server(prefix = "/api", endpoint = "god/revenue", input = GetUrl)]
pub async fn get_revenue() -> AppResult<RevenueView> {
    let (backend, god) = kit::god()?;
    Ok(god_area::revenue(&backend, &god).await?)
}
