//! Setting an authenticator app up: begun with a proof, completed by the app's first code.

use crate::desk;
use chrono::Duration;
use domain::accounts::{ConfirmTwoFactor, Enrolment, RecoveryCodes, StepUp, TwoFactorStatus};
use domain::{AppError, FieldErrors};
use server_core::db::IdentityTx;
use server_core::throttle::{self, Account};
use server_core::{Backend, Error, Result, SignedIn, Visit, random};
use sqlx::PgConnection;

use super::app::matching_step;
use super::{SEALED_FOR, qr, recovery, tell};
use crate::events::{self, Event};
use crate::tries::CONFIRM;
use crate::{people, prove, sessions};

/// How long a shown secret waits for its first code.
pub(crate) const WAITING: Duration = Duration::minutes(30);
/// Bytes of a secret, as the standard recommends for its hash.
const SECRET_LENGTH: usize = 20;

/// The state of the second factor; a waiting app is shown only to the session that began it.
pub async fn two_factor_status(backend: &Backend, signed_in: &SignedIn) -> Result<TwoFactorStatus> {
    signed_in.refuse_impersonation()?;
    let mut tx = desk(backend).await?;
    let enrolment = match waiting_secret(&mut tx, backend, signed_in).await? {
        Some(secret) => Some(qr::enrolment(backend, &signed_in.viewer().email, &secret)?),
        None => None,
    };
    let person = person(tx.conn(), signed_in).await?;
    Ok(TwoFactorStatus {
        is_on: signed_in.viewer().has_two_factor,
        recovery_codes_left: recovery::left(tx.conn(), signed_in.user()).await?,
        enrolment,
        is_needed: signed_in.viewer().needs_two_factor,
        has_password: person.password_hash.is_some(),
    })
}

/// Makes a fresh secret for an app, replacing one that still waits.
pub async fn begin_two_factor(
    backend: &Backend,
    signed_in: &SignedIn,
    visit: &Visit,
    form: StepUp,
) -> Result<Enrolment> {
    signed_in.refuse_impersonation()?;
    prove(backend, signed_in, visit, &form.validate()?).await?;
    let secret = random::bytes::<SECRET_LENGTH>();
    let sealed = backend.sealing.seal(SEALED_FOR, signed_in.user().0.as_bytes(), &secret)?;
    let mut tx = desk(backend).await?;
    let now = tx.now();
    let begun = sqlx::query!(
        "insert into totp_credentials (user_id, secret, session_id, created_at) values ($1, $2, $3, $4)
         on conflict (user_id) do update set secret = excluded.secret, session_id = excluded.session_id,
           created_at = excluded.created_at where totp_credentials.confirmed_at is null",
        signed_in.user().0,
        sealed,
        signed_in.session().0,
        now
    )
    .execute(tx.conn())
    .await?;
    if begun.rows_affected() == 0 {
        return Err(AppError::conflict("Two-factor sign-in is on already.").into());
    }
    tx.commit().await?;
    qr::enrolment(backend, &signed_in.viewer().email, &secret)
}

/// Deletes a secret that waits for its first code.
pub async fn cancel_two_factor(backend: &Backend, signed_in: &SignedIn) -> Result<()> {
    signed_in.refuse_impersonation()?;
    let mut tx = desk(backend).await?;
    sqlx::query!("delete from totp_credentials where user_id = $1 and confirmed_at is null", signed_in.user().0)
        .execute(tx.conn())
        .await?;
    tx.commit().await
}

/// Turns the second factor on with the app's first code; every other session ends, since none of them used it.
pub async fn confirm_two_factor(
    backend: &Backend,
    signed_in: &SignedIn,
    visit: &Visit,
    form: ConfirmTwoFactor,
) -> Result<RecoveryCodes> {
    signed_in.refuse_impersonation()?;
    let code = form.validate()?;
    let user = signed_in.user();
    let admitted = throttle::admit(backend, CONFIRM, Account::Person(user), visit).await?;
    let mut tx = desk(backend).await?;
    let now = tx.now();
    let secret = waiting_secret(&mut tx, backend, signed_in).await?.ok_or_else(gone)?;
    let Some(step) = matching_step(secret, &code, now)? else {
        let message = "This code does not fit. Check that the phone's clock is right, and enter the code it shows now.";
        return Err(FieldErrors::of("code", message).into());
    };
    let on = sqlx::query!(
        "update totp_credentials set confirmed_at = $2, last_step = $3, session_id = null
         where user_id = $1 and confirmed_at is null",
        user.0,
        now,
        step
    )
    .execute(tx.conn())
    .await?;
    if on.rows_affected() == 0 {
        return Err(gone());
    }
    let codes = recovery::renew(tx.conn(), user, now).await?;
    sessions::end_others(tx.conn(), user, Some(signed_in.session())).await?;
    throttle::forgive(tx.conn(), &admitted).await?;
    events::note(&mut tx, signed_in, Event::TwoFactorOn).await?;
    let person = person(tx.conn(), signed_in).await?;
    tell(tx.conn(), backend, &person, "Two-factor sign-in was turned on.").await?;
    tx.commit().await?;
    Ok(codes)
}

async fn waiting_secret(tx: &mut IdentityTx, backend: &Backend, signed_in: &SignedIn) -> Result<Option<Vec<u8>>> {
    let now = tx.now();
    let sealed = sqlx::query_scalar!(
        "select secret from totp_credentials
         where user_id = $1 and session_id = $2 and confirmed_at is null and created_at > $3",
        signed_in.user().0,
        signed_in.session().0,
        now - WAITING
    )
    .fetch_optional(tx.conn())
    .await?;
    sealed.map(|sealed| backend.sealing.open(SEALED_FOR, signed_in.user().0.as_bytes(), &sealed)).transpose()
}

async fn person(conn: &mut PgConnection, signed_in: &SignedIn) -> Result<people::Person> {
    Ok(people::by_id(conn, signed_in.user()).await?.ok_or(AppError::Unauthenticated)?)
}

fn gone() -> Error {
    AppError::conflict("Setting up has taken too long or was begun elsewhere. Please start again.").into()
}
