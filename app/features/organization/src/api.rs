//! The server functions of the organisation.

use domain::AppResult;
use domain::organizations::{EditOrganization, OrganizationSettings};
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
