//! Mailed links: requested here, and used by the buttons of their pages. Opening a page does not use a link up.

use domain::AppResult;
use domain::accounts::{LinkPassword, LinkToken, RequestMail};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use super::begin_session;

/// Mails a link to reset the password, if the address has an account.
#[server(prefix = "/api", endpoint = "account/request-reset")]
#[middleware(kit::keep::<Self>())]
pub async fn request_reset(#[server(default)] form: RequestMail) -> AppResult<()> {
    let (backend, visit) = kit::anyone()?;
    identity_area::request_reset(&backend, &visit, form).await?;
    kit::lead_plain_form("/forgot-password?done=mailed");
    Ok(())
}

/// Sets a new password and ends every session, this browser's included.
#[server(prefix = "/api", endpoint = "account/reset-password")]
#[middleware(kit::keep::<Self>())]
pub async fn reset_password(#[server(default)] form: LinkPassword) -> AppResult<String> {
    let (backend, visit) = kit::anyone()?;
    let device = identity_area::reset_password(&backend, &visit, form).await?;
    kit::end_session();
    kit::remember_device(&device);
    let next = "/sign-in?done=password";
    kit::lead_plain_form(next);
    Ok(next.to_owned())
}

/// Confirms an open sign-up and signs the person in.
#[server(prefix = "/api", endpoint = "account/verify-email")]
#[middleware(kit::keep::<Self>())]
pub async fn verify_email(#[server(default)] form: LinkPassword) -> AppResult<String> {
    let (backend, visit) = kit::anyone()?;
    let session = identity_area::verify_email(&backend, &visit, form).await?;
    begin_session(session, domain::accounts::START_PATH).await
}

/// Mails the link of a pending sign-up again, if there is one.
#[server(prefix = "/api", endpoint = "account/resend-verification")]
#[middleware(kit::keep::<Self>())]
pub async fn resend_verification(#[server(default)] form: RequestMail) -> AppResult<()> {
    let (backend, visit) = kit::anyone()?;
    identity_area::resend_verification(&backend, &visit, form).await?;
    kit::lead_plain_form("/sign-up?done=mailed");
    Ok(())
}

/// Confirms a changed address.
#[server(prefix = "/api", endpoint = "account/confirm-email")]
#[middleware(kit::keep::<Self>())]
pub async fn confirm_email(#[server(default)] form: LinkToken) -> AppResult<String> {
    let context = kit::request()?;
    identity_area::confirm_email(&context.backend, &context.visit, form).await?;
    let next = if context.signed_in.is_some() { "/account?done=email" } else { "/sign-in?done=email" };
    kit::lead_plain_form(next);
    Ok(next.to_owned())
}
