//! Turning a second factor off, and renewing its recovery codes. Both ask for a proof.

use crate::desk;
use domain::AppError;
use domain::accounts::{RecoveryCodes, StepUp};
use server_core::{Backend, Result, SignedIn, Visit};

use super::{is_on, recovery, tell};
use crate::events::{self, Event};
use crate::{people, prove};

/// Turns the second factor off and deletes its recovery codes.
pub async fn turn_off_two_factor(backend: &Backend, signed_in: &SignedIn, visit: &Visit, form: StepUp) -> Result<()> {
    signed_in.refuse_impersonation()?;
    prove(backend, signed_in, visit, &form.validate()?).await?;
    let user = signed_in.user();
    let mut tx = desk(backend).await?;
    let off = sqlx::query!("delete from totp_credentials where user_id = $1 and confirmed_at is not null", user.0)
        .execute(tx.conn())
        .await?;
    if off.rows_affected() == 0 {
        return Err(AppError::conflict("Two-factor sign-in is off already.").into());
    }
    sqlx::query!("delete from recovery_codes where user_id = $1", user.0).execute(tx.conn()).await?;
    events::note(&mut tx, signed_in, Event::TwoFactorOff).await?;
    let person = people::by_id(tx.conn(), user).await?.ok_or(AppError::Unauthenticated)?;
    tell(tx.conn(), backend, &person, "Two-factor sign-in was turned off.").await?;
    tx.commit().await
}

/// Makes fresh recovery codes; the old ones stop working.
pub async fn renew_recovery_codes(
    backend: &Backend,
    signed_in: &SignedIn,
    visit: &Visit,
    form: StepUp,
) -> Result<RecoveryCodes> {
    signed_in.refuse_impersonation()?;
    prove(backend, signed_in, visit, &form.validate()?).await?;
    let user = signed_in.user();
    let mut tx = desk(backend).await?;
    let now = tx.now();
    if !is_on(tx.conn(), user).await? {
        return Err(AppError::conflict("Turn two-factor sign-in on first.").into());
    }
    let codes = recovery::renew(tx.conn(), user, now).await?;
    events::note(&mut tx, signed_in, Event::RecoveryCodesRenewed).await?;
    let person = people::by_id(tx.conn(), user).await?.ok_or(AppError::Unauthenticated)?;
    tell(tx.conn(), backend, &person, "New recovery codes were made, and the old ones no longer work.").await?;
    tx.commit().await?;
    Ok(codes)
}
