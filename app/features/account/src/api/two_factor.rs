//! The second factor: setting it up, turning it off, and its recovery codes.

use domain::AppResult;
use domain::accounts::{self as forms, Enrolment, RecoveryCodes, StepUp};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// What the page of the second factor shows.
#[server(prefix = "/api", endpoint = "account/two-factor", input = GetUrl)]
pub async fn two_factor_status() -> AppResult<forms::TwoFactorStatus> {
    let (backend, signed_in) = kit::signed_in()?;
    Ok(identity_area::two_factor_status(&backend, &signed_in).await?)
}

/// Creates a secret for an app; its first code confirms it.
#[server(prefix = "/api", endpoint = "account/begin-two-factor")]
#[middleware(kit::keep::<Self>())]
pub async fn begin_two_factor(#[server(default)] form: StepUp) -> AppResult<Enrolment> {
    let (backend, signed_in) = kit::signed_in()?;
    let (_, visit) = kit::anyone()?;
    let enrolment = identity_area::begin_two_factor(&backend, &signed_in, &visit, form).await?;
    kit::lead_plain_form("/account/two-factor");
    Ok(enrolment)
}

/// Deletes a secret that waits for its first code.
#[server(prefix = "/api", endpoint = "account/cancel-two-factor")]
pub async fn cancel_two_factor() -> AppResult<()> {
    let (backend, signed_in) = kit::signed_in()?;
    identity_area::cancel_two_factor(&backend, &signed_in).await?;
    kit::lead_plain_form("/account/two-factor");
    Ok(())
}

/// Turns the second factor on.
#[server(prefix = "/api", endpoint = "account/confirm-two-factor")]
#[middleware(kit::keep::<Self>())]
pub async fn confirm_two_factor(#[server(default)] form: forms::ConfirmTwoFactor) -> AppResult<RecoveryCodes> {
    let (backend, signed_in) = kit::signed_in()?;
    let (_, visit) = kit::anyone()?;
    let codes = identity_area::confirm_two_factor(&backend, &signed_in, &visit, form).await?;
    kit::reveal(&codes.0.join("\n"))?;
    kit::lead_plain_form("/account/two-factor?done=on");
    Ok(codes)
}

/// Creates new recovery codes.
#[server(prefix = "/api", endpoint = "account/renew-recovery-codes")]
#[middleware(kit::keep::<Self>())]
pub async fn renew_recovery_codes(#[server(default)] form: StepUp) -> AppResult<RecoveryCodes> {
    let (backend, signed_in) = kit::signed_in()?;
    let (_, visit) = kit::anyone()?;
    let codes = identity_area::renew_recovery_codes(&backend, &signed_in, &visit, form).await?;
    kit::reveal(&codes.0.join("\n"))?;
    kit::lead_plain_form("/account/two-factor?done=codes");
    Ok(codes)
}

/// Turns the second factor off.
#[server(prefix = "/api", endpoint = "account/turn-off-two-factor")]
#[middleware(kit::keep::<Self>())]
pub async fn turn_off_two_factor(#[server(default)] form: StepUp) -> AppResult<()> {
    let (backend, signed_in) = kit::signed_in()?;
    let (_, visit) = kit::anyone()?;
    identity_area::turn_off_two_factor(&backend, &signed_in, &visit, form).await?;
    kit::lead_plain_form("/account/two-factor?done=off");
    Ok(())
}
