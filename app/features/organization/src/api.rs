//! The server functions of the organisation.

use domain::AppResult;
use domain::accounts::{self, SignInPolicy};
use domain::organizations::{EditOrganization, MemberPage, MemberQuery, OrganizationSettings};
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

/// A page of the member list.
#[server(prefix = "/api", endpoint = "organization/members", input = GetUrl)]
pub async fn list_members(#[server(default)] query: MemberQuery) -> AppResult<MemberPage> {
    let (backend, caller) = kit::caller()?;
    Ok(backend::organizations::members(&backend, &caller, query).await?)
}

/// Whether members must have a second factor, and how many have one.
#[server(prefix = "/api", endpoint = "organization/sign-in-policy", input = GetUrl)]
pub async fn get_sign_in_policy() -> AppResult<SignInPolicy> {
    let (backend, signed_in) = kit::signed_in()?;
    Ok(backend::organizations::sign_in_policy(&backend, &signed_in).await?)
}

/// Asks a second factor of everybody, or no longer.
#[server(prefix = "/api", endpoint = "organization/edit-sign-in-policy")]
pub async fn edit_sign_in_policy(#[server(default)] form: accounts::EditSignInPolicy) -> AppResult<()> {
    let (backend, signed_in) = kit::signed_in()?;
    let (_, visit) = kit::anyone()?;
    backend::organizations::edit_sign_in_policy(&backend, &signed_in, &visit, form).await?;
    kit::lead_plain_form("/settings/sign-in?saved=1");
    Ok(())
}
