//! The server functions around members.

use domain::accounts::StepUp;
use domain::invites::{InviteAgain, MemberInviteList, MemberInviteQuery, NewInviteLink, OneInvite};
use domain::members::{MemberProfile, OneMember, OpenTransfer, TierNames};
use domain::organizations::{MemberList, MemberQuery};
use domain::{AppResult, invites as invite_forms, members as forms};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
#[cfg(feature = "ssr")]
use organization_area::members::Asker;

/// A page of the member list.
#[server(prefix = "/api", endpoint = "organization/members", input = GetUrl)]
pub async fn list_members(#[server(default)] query: MemberQuery) -> AppResult<MemberList> {
    let (backend, caller) = kit::caller()?;
    Ok(organization_area::organizations::members(&backend, &caller, query).await?)
}

/// One member's page.
#[server(prefix = "/api", endpoint = "organization/member", input = GetUrl)]
pub async fn get_member(#[server(default)] query: OneMember) -> AppResult<MemberProfile> {
    let (backend, caller) = kit::caller()?;
    Ok(organization_area::members::profile(&backend, &caller, query.id).await?)
}

/// Changes a member's role and tier.
#[server(prefix = "/api", endpoint = "organization/change-member")]
#[middleware(kit::keep::<Self>())]
pub async fn change_member(
    #[server(default)] form: forms::ChangeMember,
    #[server(default)] step_up: StepUp,
) -> AppResult<()> {
    let context = kit::request()?;
    let (caller, signed_in) = (context.caller()?, context.signed_in.as_ref());
    let asker = Asker { caller: &caller, signed_in, visit: &context.visit, step_up: &step_up };
    let page = format!("/settings/members/{}?saved=1", form.id);
    organization_area::members::change(&context.backend, asker, form).await?;
    kit::lead_plain_form(&page);
    Ok(())
}

/// Takes a member out of the organisation and leads to the list.
#[server(prefix = "/api", endpoint = "organization/remove-member")]
#[middleware(kit::keep::<Self>())]
pub async fn remove_member(#[server(default)] form: OneMember) -> AppResult<()> {
    let (backend, caller) = kit::caller()?;
    organization_area::members::remove(&backend, &caller, form.id).await?;
    kit::redirect("/settings/members?done=removed");
    Ok(())
}

/// Ends the caller's own membership. What comes next depends on what else they belong to.
#[server(prefix = "/api", endpoint = "organization/leave")]
pub async fn leave_organization() -> AppResult<()> {
    let (backend, signed_in) = kit::signed_in()?;
    organization_area::members::leave(&backend, &signed_in.caller()?).await?;
    kit::redirect(if signed_in.viewer().organizations.len() > 1 { "/" } else { "/account" });
    Ok(())
}

/// The open invitations.
#[server(prefix = "/api", endpoint = "organization/invites", input = GetUrl)]
pub async fn list_invites(#[server(default)] query: MemberInviteQuery) -> AppResult<MemberInviteList> {
    let (backend, caller) = kit::caller()?;
    Ok(organization_area::members::invites(&backend, &caller, query).await?)
}

/// Invites somebody, by mail or with a link that is shown this once.
#[server(prefix = "/api", endpoint = "organization/invite")]
#[middleware(kit::keep::<Self>())]
pub async fn invite_member(
    #[server(default)] form: invite_forms::InviteMember,
    #[server(default)] step_up: StepUp,
) -> AppResult<NewInviteLink> {
    let context = kit::request()?;
    let (caller, signed_in) = (context.caller()?, context.signed_in.as_ref());
    let asker = Asker { caller: &caller, signed_in, visit: &context.visit, step_up: &step_up };
    let fresh = organization_area::members::invite(&context.backend, asker, form).await?;
    kit::lead_plain_form("/settings/members/invites?done=sent");
    Ok(fresh)
}

/// Makes a fresh link in place of the old one.
#[server(prefix = "/api", endpoint = "organization/resend-invite")]
#[middleware(kit::keep::<Self>())]
pub async fn resend_invite(
    #[server(default)] form: InviteAgain,
    #[server(default)] step_up: StepUp,
) -> AppResult<NewInviteLink> {
    let context = kit::request()?;
    let (caller, signed_in) = (context.caller()?, context.signed_in.as_ref());
    let asker = Asker { caller: &caller, signed_in, visit: &context.visit, step_up: &step_up };
    let fresh = organization_area::members::resend(&context.backend, asker, form).await?;
    kit::lead_plain_form("/settings/members/invites?done=resent");
    Ok(fresh)
}

/// Makes an invitation's link worthless.
#[server(prefix = "/api", endpoint = "organization/revoke-invite")]
#[middleware(kit::keep::<Self>())]
pub async fn revoke_invite(#[server(default)] form: OneInvite) -> AppResult<()> {
    let (backend, caller) = kit::caller()?;
    organization_area::members::revoke(&backend, &caller, form.id).await?;
    kit::lead_plain_form("/settings/members/invites?done=revoked");
    Ok(())
}

/// What the organisation calls its tiers.
#[server(prefix = "/api", endpoint = "organization/tier-names", input = GetUrl)]
pub async fn get_tier_names() -> AppResult<TierNames> {
    let (backend, caller) = kit::caller()?;
    Ok(organization_area::members::tier_names(&backend, &caller).await?)
}

/// Gives the tiers other names.
#[server(prefix = "/api", endpoint = "organization/name-tiers")]
#[middleware(kit::keep::<Self>())]
pub async fn name_tiers(#[server(default)] form: forms::NameTiers) -> AppResult<()> {
    let (backend, caller) = kit::caller()?;
    organization_area::members::name_tiers(&backend, &caller, form).await?;
    kit::lead_plain_form("/settings/members/tiers?saved=1");
    Ok(())
}

/// The open offer of ownership, for those whom it concerns.
#[server(prefix = "/api", endpoint = "organization/transfer", input = GetUrl)]
pub async fn get_transfer() -> AppResult<Option<OpenTransfer>> {
    let (backend, caller) = kit::caller()?;
    Ok(organization_area::members::transfer(&backend, &caller).await?)
}

/// Offers the organisation to another member.
#[server(prefix = "/api", endpoint = "organization/offer-ownership")]
#[middleware(kit::keep::<Self>())]
pub async fn offer_ownership(#[server(default)] form: forms::OfferOwnership) -> AppResult<()> {
    let ((backend, signed_in), (_, visit)) = (kit::signed_in()?, kit::anyone()?);
    let page = format!("/settings/members/{}", form.id);
    organization_area::members::offer(&backend, &signed_in, &signed_in.caller()?, &visit, form).await?;
    kit::lead_plain_form(&page);
    Ok(())
}

/// Takes the offer back.
#[server(prefix = "/api", endpoint = "organization/withdraw-transfer")]
pub async fn withdraw_transfer() -> AppResult<()> {
    let (backend, caller) = kit::caller()?;
    organization_area::members::withdraw(&backend, &caller).await?;
    kit::lead_plain_form("/settings/members?done=withdrawn");
    Ok(())
}

/// Says yes to the offer.
#[server(prefix = "/api", endpoint = "organization/accept-transfer")]
pub async fn accept_transfer() -> AppResult<()> {
    let (backend, signed_in) = kit::signed_in()?;
    organization_area::members::accept(&backend, &signed_in.caller()?).await?;
    kit::lead_plain_form("/settings/members?done=accepted");
    Ok(())
}

/// Says no to the offer.
#[server(prefix = "/api", endpoint = "organization/decline-transfer")]
pub async fn decline_transfer() -> AppResult<()> {
    let (backend, signed_in) = kit::signed_in()?;
    organization_area::members::decline(&backend, &signed_in.caller()?).await?;
    kit::lead_plain_form("/settings/members?done=declined");
    Ok(())
}
