//! The server functions of the organisation.

use domain::AppResult;
use domain::accounts::{self, SignInPolicy};
use domain::closures::OneOrganization;
use domain::organizations::{EditOrganization, OrganizationSettings};
use domain::pictures::OnePicture;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use organization_domain::branding::{Branding, EditBranding};
use organization_domain::offboarding::{CloseOrganization, DeletedOrganization, OffboardingView};
use organization_domain::plans::{ChoosePlan, PlanUsage};

/// The settings of the caller's organisation.
#[server(prefix = "/api", endpoint = "organization/settings", input = GetUrl)]
pub async fn get_organization_settings() -> AppResult<OrganizationSettings> {
    let (backend, caller) = kit::caller()?;
    Ok(organization_area::organizations::settings(&backend, &caller).await?)
}

/// Changes the settings and leads back to their page.
#[server(prefix = "/api", endpoint = "organization/edit")]
#[middleware(kit::keep::<Self>())]
pub async fn edit_organization_settings(#[server(default)] form: EditOrganization) -> AppResult<()> {
    let (backend, caller) = kit::caller()?;
    organization_area::organizations::edit(&backend, &caller, form).await?;
    kit::redirect("/settings?saved=1");
    Ok(())
}

/// The plan of the caller's organisation, and its use.
#[server(prefix = "/api", endpoint = "organization/plan", input = GetUrl)]
pub async fn get_plan() -> AppResult<PlanUsage> {
    let (backend, caller) = kit::caller()?;
    Ok(organization_area::billing::plan(&backend, &caller).await?)
}

/// Leads to the payment service's checkout for a plan.
#[server(prefix = "/api", endpoint = "organization/checkout")]
#[middleware(kit::keep::<Self>())]
pub async fn start_checkout(#[server(default)] form: ChoosePlan) -> AppResult<()> {
    let (backend, caller) = kit::caller()?;
    kit::leave(&organization_area::billing::checkout(&backend, &caller, form).await?);
    Ok(())
}

/// Leads to the payment service's page for card, invoices and cancellation.
#[server(prefix = "/api", endpoint = "organization/billing")]
pub async fn manage_billing() -> AppResult<()> {
    let (backend, caller) = kit::caller()?;
    kit::leave(&organization_area::billing::portal(&backend, &caller).await?);
    Ok(())
}

/// The branding of the caller's organisation.
#[server(prefix = "/api", endpoint = "branding/get", input = GetUrl)]
pub async fn get_branding() -> AppResult<Branding> {
    let (backend, caller) = kit::caller()?;
    Ok(organization_area::branding::branding(&backend, &caller).await?)
}

/// Changes the sender's name and the welcome text.
#[server(prefix = "/api", endpoint = "branding/edit")]
#[middleware(kit::keep::<Self>())]
pub async fn edit_brand(#[server(default)] form: EditBranding) -> AppResult<()> {
    let (backend, caller) = kit::caller()?;
    organization_area::branding::edit(&backend, &caller, form).await?;
    kit::lead_plain_form("/settings/branding?done=words");
    Ok(())
}

/// Removes the logo or the icon.
#[server(prefix = "/api", endpoint = "branding/remove-picture")]
#[middleware(kit::keep::<Self>())]
pub async fn remove_brand_picture(#[server(default)] form: OnePicture) -> AppResult<()> {
    let (backend, caller) = kit::caller()?;
    organization_area::branding::remove_picture(&backend, &caller, form).await?;
    kit::lead_plain_form("/settings/branding?done=removed");
    Ok(())
}

/// The exports of the caller's organisation, for its owners.
#[server(prefix = "/api", endpoint = "offboarding/view", input = GetUrl)]
pub async fn get_offboarding() -> AppResult<OffboardingView> {
    let (backend, caller) = kit::caller()?;
    Ok(organization_area::offboarding::exports(&backend, &caller).await?)
}

/// Requests an export of the caller's organisation.
#[server(prefix = "/api", endpoint = "offboarding/export")]
pub async fn request_export() -> AppResult<()> {
    let (backend, caller) = kit::caller()?;
    organization_area::offboarding::request_export(&backend, &caller).await?;
    kit::lead_plain_form("/settings/leave");
    Ok(())
}

/// Deletes the caller's organisation; the start page decides where they go next.
#[server(prefix = "/api", endpoint = "offboarding/delete")]
#[middleware(kit::keep::<Self>())]
pub async fn delete_organization(#[server(default)] form: CloseOrganization) -> AppResult<()> {
    let (backend, signed_in) = kit::signed_in()?;
    let (_, visit) = kit::anyone()?;
    organization_area::offboarding::delete_organization(&backend, &signed_in, &visit, form).await?;
    kit::lead_plain_form("/account?done=deleted");
    Ok(())
}

/// Whether members must have a second factor, and how many have one.
#[server(prefix = "/api", endpoint = "organization/sign-in-policy", input = GetUrl)]
pub async fn get_sign_in_policy() -> AppResult<SignInPolicy> {
    let (backend, signed_in) = kit::signed_in()?;
    Ok(organization_area::organizations::sign_in_policy(&backend, &signed_in).await?)
}

/// Requires a second factor of everybody, or stops to.
#[server(prefix = "/api", endpoint = "organization/edit-sign-in-policy")]
#[middleware(kit::keep::<Self>())]
pub async fn edit_sign_in_policy(#[server(default)] form: accounts::EditSignInPolicy) -> AppResult<()> {
    let (backend, signed_in) = kit::signed_in()?;
    let (_, visit) = kit::anyone()?;
    organization_area::organizations::edit_sign_in_policy(&backend, &signed_in, &visit, form).await?;
    kit::lead_plain_form("/settings/sign-in?saved=1");
    Ok(())
}

/// The organisations that the person deleted and can restore.
#[server(prefix = "/api", endpoint = "account/deleted-organizations", input = GetUrl)]
pub async fn deleted_organizations() -> AppResult<Vec<DeletedOrganization>> {
    let (backend, signed_in) = kit::signed_in()?;
    Ok(organization_area::offboarding::deleted_organizations(&backend, &signed_in).await?)
}

/// Restores a deleted organisation.
#[server(prefix = "/api", endpoint = "account/restore-organization")]
#[middleware(kit::keep::<Self>())]
pub async fn restore_organization(#[server(default)] form: OneOrganization) -> AppResult<()> {
    let (backend, signed_in) = kit::signed_in()?;
    organization_area::offboarding::restore_organization(&backend, &signed_in, form.organization).await?;
    kit::lead_plain_form("/account?done=restored");
    Ok(())
}
