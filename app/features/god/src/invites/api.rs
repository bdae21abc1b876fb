//! The server functions of owner invitations.

use domain::accounts::StepUp;
use domain::invites::{
    InviteOwner, InviteSheet, InviteTerms, OneOwnerInvite, OwnerInviteQuery, OwnerInviteRow, SheetReport,
};
use domain::{AppResult, Page};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// A page of owner invitations.
#[server(prefix = "/api", endpoint = "god/owner-invites", input = GetUrl)]
pub async fn list_owner_invites(#[server(default)] query: OwnerInviteQuery) -> AppResult<Page<OwnerInviteRow>> {
    let (backend, god) = kit::god()?;
    Ok(god_area::owner_invites::list(&backend, &god, query).await?)
}

/// The plans that an invitation can promise.
#[server(prefix = "/api", endpoint = "god/invite-terms", input = GetUrl)]
pub async fn get_invite_terms() -> AppResult<InviteTerms> {
    let (backend, god) = kit::god()?;
    Ok(god_area::owner_invites::terms(&backend, &god).await?)
}

/// Invites one owner and leads to the list.
#[server(prefix = "/api", endpoint = "god/invite-owner")]
#[middleware(kit::keep::<Self>())]
pub async fn invite_one_owner(
    #[server(default)] form: InviteOwner,
    #[server(default)] step_up: StepUp,
) -> AppResult<()> {
    let (backend, god) = crate::proven::proven_god(&step_up).await?;
    god_area::owner_invites::create(&backend, &god, form).await?;
    kit::redirect("/god-dashboard/invites?done=sent");
    Ok(())
}

/// Reads a sheet and returns its problems; sends nothing.
#[server(prefix = "/api", endpoint = "god/check-owner-invites")]
#[middleware(kit::keep::<Self>())]
pub async fn check_owner_invites(#[server(default)] form: InviteSheet) -> AppResult<SheetReport> {
    let (backend, god) = kit::god()?;
    Ok(god_area::owner_invites::check_sheet(&backend, &god, &form).await?)
}

/// Invites everybody on the sheet, or nobody, and leads to the list.
#[server(prefix = "/api", endpoint = "god/invite-owners")]
#[middleware(kit::keep::<Self>())]
pub async fn invite_owners_from_sheet(
    #[server(default)] form: InviteSheet,
    #[server(default)] step_up: StepUp,
) -> AppResult<()> {
    let (backend, god) = crate::proven::proven_god(&step_up).await?;
    god_area::owner_invites::create_all(&backend, &god, &form).await?;
    kit::redirect("/god-dashboard/invites?done=sent");
    Ok(())
}

/// Mails a new link in place of the old one.
#[server(prefix = "/api", endpoint = "god/resend-owner-invite")]
#[middleware(kit::keep::<Self>())]
pub async fn resend_owner_invite(
    #[server(default)] form: OneOwnerInvite,
    #[server(default)] step_up: StepUp,
) -> AppResult<()> {
    let (backend, god) = crate::proven::proven_god(&step_up).await?;
    god_area::owner_invites::resend(&backend, &god, form.id).await?;
    kit::lead_plain_form("/god-dashboard/invites?done=resent");
    Ok(())
}

/// Invalidates an invitation's link.
#[server(prefix = "/api", endpoint = "god/revoke-owner-invite")]
#[middleware(kit::keep::<Self>())]
pub async fn revoke_owner_invite(#[server(default)] form: OneOwnerInvite) -> AppResult<()> {
    let (backend, god) = kit::god()?;
    god_area::owner_invites::revoke(&backend, &god, form.id).await?;
    kit::lead_plain_form("/god-dashboard/invites?done=revoked");
    Ok(())
}
