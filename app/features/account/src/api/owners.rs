//! Owner invitations: shown and accepted. The link decides whether one may be accepted, not the caller.

use domain::AppResult;
use domain::accounts::{self as forms, LinkToken};
use domain::invites::OwnerInviteView;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use super::begin_session;

/// What an owner invitation's page shows; an invalid link is an answer, not an error.
#[server(prefix = "/api", endpoint = "account/owner-invite", input = GetUrl)]
pub async fn preview_owner_invite(#[server(default)] query: LinkToken) -> AppResult<OwnerInviteView> {
    let context = kit::request()?;
    Ok(identity_area::owner_invite(&context.backend, context.signed_in.as_ref(), &query.token).await?)
}

/// Notes that the page was opened in a browser; the answer is the same for every link.
#[server(prefix = "/api", endpoint = "account/open-owner-invite")]
#[middleware(kit::keep::<Self>())]
pub async fn open_owner_invite(#[server(default)] form: LinkToken) -> AppResult<()> {
    let (backend, _) = kit::anyone()?;
    Ok(identity_area::open_owner_invite(&backend, form).await?)
}

/// Creates the invited person's account and organisation, and signs them in.
#[server(prefix = "/api", endpoint = "account/accept-owner-invite")]
#[middleware(kit::keep::<Self>())]
pub async fn accept_owner_invite(#[server(default)] form: forms::AcceptInvite) -> AppResult<String> {
    let (backend, visit) = kit::anyone()?;
    let session = identity_area::accept_owner_invite(&backend, &visit, form).await?;
    begin_session(session, forms::START_PATH).await
}

/// Founds the organisation for the invited, signed-in person.
#[server(prefix = "/api", endpoint = "account/join-as-owner")]
#[middleware(kit::keep::<Self>())]
pub async fn join_as_owner(#[server(default)] form: LinkToken) -> AppResult<String> {
    let (backend, signed_in) = kit::signed_in()?;
    identity_area::join_as_owner(&backend, &signed_in, form).await?;
    kit::lead_plain_form(forms::START_PATH);
    Ok(forms::START_PATH.to_owned())
}
