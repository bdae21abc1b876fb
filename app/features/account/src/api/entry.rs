//! Signing in, up and out, and invitations.

use domain::AppResult;
use domain::accounts::{self as forms, InvitePreview, LeaveFor, LinkToken};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use {
    super::{begin_session, go_on},
    identity_area::Accepted,
};

/// Starts a session, or asks for the second factor; returns the path to go to.
#[server(prefix = "/api", endpoint = "account/sign-in")]
#[middleware(kit::keep::<Self>())]
pub async fn sign_in(#[server(default)] form: forms::SignIn) -> AppResult<String> {
    let (backend, visit) = kit::anyone()?;
    let next = form.next.clone();
    go_on(identity_area::sign_in(&backend, &visit, form).await?, &next).await
}

/// The second step of a sign-in.
#[server(prefix = "/api", endpoint = "account/sign-in-code")]
#[middleware(kit::keep::<Self>())]
pub async fn sign_in_with_code(#[server(default)] form: forms::SignInCode) -> AppResult<String> {
    let (backend, visit) = kit::anyone()?;
    let (token, next) = (forms::Secret::new(kit::challenge_token().unwrap_or_default()), form.next.clone());
    let session = identity_area::sign_in_with_code(&backend, &visit, &token, form).await?;
    kit::end_challenge();
    begin_session(session, &next).await
}

/// Ends the current session; does nothing when signed out. A program with a key has no session to end.
#[server(prefix = "/api", endpoint = "account/sign-out")]
#[middleware(kit::keep::<Self>())]
pub async fn sign_out(#[server(default)] form: LeaveFor) -> AppResult<()> {
    let context = kit::request()?;
    if context.key.is_some() {
        return Err(domain::AppError::Forbidden);
    }
    if let Some(signed_in) = &context.signed_in {
        identity_area::sign_out(&context.backend, signed_in).await?;
    }
    kit::end_session();
    let next = if form.next.is_empty() { "/sign-in?done=signed-out" } else { forms::local_path(&form.next) };
    kit::lead_plain_form(next);
    Ok(())
}

/// Ends every session of the person.
#[server(prefix = "/api", endpoint = "account/sign-out-everywhere")]
pub async fn sign_out_everywhere() -> AppResult<()> {
    let (backend, signed_in) = kit::signed_in()?;
    identity_area::sign_out_everywhere(&backend, &signed_in).await?;
    kit::end_session();
    kit::lead_plain_form("/sign-in?done=everywhere");
    Ok(())
}

/// Whether people can sign up without an invitation.
#[server(prefix = "/api", endpoint = "account/sign-up-terms", input = GetUrl)]
pub async fn sign_up_terms() -> AppResult<forms::SignUpTerms> {
    let (backend, _) = kit::anyone()?;
    Ok(identity_area::sign_up_terms(&backend))
}

/// Accepts an open sign-up; the answer is the same whether the address has an account or not.
#[server(prefix = "/api", endpoint = "account/sign-up")]
#[middleware(kit::keep::<Self>())]
pub async fn sign_up(#[server(default)] form: forms::SignUp) -> AppResult<()> {
    let (backend, visit) = kit::anyone()?;
    identity_area::sign_up(&backend, &visit, form).await?;
    kit::lead_plain_form("/sign-up?done=mailed");
    Ok(())
}

/// What an invitation's page shows.
#[server(prefix = "/api", endpoint = "account/invite", input = GetUrl)]
pub async fn preview_invite(#[server(default)] query: LinkToken) -> AppResult<InvitePreview> {
    let context = kit::request()?;
    Ok(identity_area::invite_preview(&context.backend, context.signed_in.as_ref(), &query.token).await?)
}

/// Creates the account of an invited person and signs them in; or mails the address first, and leads back.
#[server(prefix = "/api", endpoint = "account/accept-invite")]
#[middleware(kit::keep::<Self>())]
pub async fn accept_invite(#[server(default)] form: forms::AcceptInvite) -> AppResult<String> {
    let (backend, visit) = kit::anyone()?;
    let here = format!("/invite/{}?done=mailed", form.token.expose());
    match identity_area::accept_invite(&backend, &visit, form).await? {
        Accepted::Session(session) => begin_session(session, forms::START_PATH).await,
        Accepted::Mailed => {
            kit::lead_plain_form(&here);
            Ok(here)
        }
    }
}

/// Adds the invited, signed-in person to the organisation.
#[server(prefix = "/api", endpoint = "account/join")]
#[middleware(kit::keep::<Self>())]
pub async fn join_organization(#[server(default)] form: LinkToken) -> AppResult<String> {
    let (backend, signed_in) = kit::signed_in()?;
    identity_area::join(&backend, &signed_in, form).await?;
    kit::lead_plain_form(forms::START_PATH);
    Ok(forms::START_PATH.to_owned())
}
