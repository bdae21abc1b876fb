//! Suspending, deleting and restoring whole organisations. A plain form returns to the page it was sent from.

use domain::AppResult;
use domain::accounts::StepUp;
use domain::closures::{self, OneOrganization};
use leptos::prelude::*;

/// Suspends an organisation, at once and everywhere.
#[server(prefix = "/api", endpoint = "god/suspend")]
#[middleware(kit::keep::<Self>())]
pub async fn suspend_organization(
    #[server(default)] form: closures::SuspendOrganization,
    #[server(default)] step_up: StepUp,
) -> AppResult<()> {
    let (backend, god) = crate::proven::proven_god(&step_up).await?;
    Ok(god_area::platform::suspend(&backend, &god, form.organization, &form.reason).await?)
}

/// Ends a suspension.
#[server(prefix = "/api", endpoint = "god/resume")]
#[middleware(kit::keep::<Self>())]
pub async fn resume_organization(#[server(default)] form: OneOrganization) -> AppResult<()> {
    let (backend, god) = kit::god()?;
    Ok(god_area::platform::resume(&backend, &god, form.organization).await?)
}

/// Deletes an organisation after its name was typed; it can be restored for thirty days.
#[server(prefix = "/api", endpoint = "god/delete")]
#[middleware(kit::keep::<Self>())]
pub async fn delete_organization(
    #[server(default)] form: closures::DeleteOrganization,
    #[server(default)] step_up: StepUp,
) -> AppResult<()> {
    let (backend, god) = crate::proven::proven_god(&step_up).await?;
    Ok(god_area::platform::delete(&backend, &god, form.organization, &form.confirmation).await?)
}

/// Restores a deleted organisation.
#[server(prefix = "/api", endpoint = "god/restore")]
#[middleware(kit::keep::<Self>())]
pub async fn restore_organization(#[server(default)] form: OneOrganization) -> AppResult<()> {
    let (backend, god) = kit::god()?;
    Ok(god_area::platform::restore(&backend, &god, form.organization).await?)
}
