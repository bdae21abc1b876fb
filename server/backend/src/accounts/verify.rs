//! The confirmation of an open sign-up: the mailed link and the password that was chosen together make the account.
//! The password is asked for so that nobody confirms, with one click, what a stranger signed up in their name.

use domain::accounts::LinkPassword;
use domain::{AppError, FieldErrors};

use super::founding::found_organization;
use super::hashing::verify_password;
use super::people::{self, NewPerson};
use super::sessions::{self, NewSession};
use super::throttle::{self, SIGN_UP};
use super::{Visit, links};
use crate::db::IdentityTx;
use crate::{Backend, Error, Result, random};

struct Waiting {
    token_hash: Vec<u8>,
    email: String,
    name: String,
    organization_name: String,
    password_hash: String,
}

/// Makes person, organisation, membership and first agent in one transaction, and signs the person in.
pub async fn verify_email(backend: &Backend, visit: &Visit, form: LinkPassword) -> Result<NewSession> {
    let password = form.validate_given()?;
    let mut tx = backend.db.identity().await?;
    let waiting = read(&mut tx, &random::token_hash(form.token.expose())).await?;
    tx.commit().await?;
    throttle::admit(backend, throttle::SIGN_IN, &waiting.email, visit).await?;
    if !verify_password(&password, Some(waiting.password_hash.clone())).await?.is_right {
        let message = "This is not the password that was chosen with this sign-up.";
        return Err(FieldErrors::of("password", message).into());
    }
    let mut tx = backend.db.identity().await?;
    let now = tx.now();
    use_up(&mut tx, &waiting).await?;
    let new = NewPerson { email: &waiting.email, name: &waiting.name, password_hash: &waiting.password_hash };
    let person = people::add_person(tx.conn(), new, now).await.map_err(taken)?;
    let organization = found_organization(tx.conn(), &waiting.organization_name, person, now).await?;
    let session = sessions::start(&mut tx, backend, person, Some(organization), visit).await?;
    throttle::forgive(tx.conn(), throttle::SIGN_IN, &waiting.email, visit).await?;
    throttle::reopen(tx.conn(), SIGN_UP, &waiting.email).await?;
    tx.commit().await?;
    tracing::info!(user = %person, organization = %organization, "signed up");
    Ok(session)
}

async fn read(tx: &mut IdentityTx, token_hash: &[u8]) -> Result<Waiting> {
    let now = tx.now();
    sqlx::query_as!(
        Waiting,
        "select token_hash, email, name, organization_name, password_hash from sign_ups
         where token_hash = $1 and used_at is null and expires_at > $2",
        token_hash,
        now
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or_else(links::stale)
}

/// Of two uses at once, one finds it gone. The password's copy goes with it.
async fn use_up(tx: &mut IdentityTx, waiting: &Waiting) -> Result<()> {
    let now = tx.now();
    let used = sqlx::query!(
        "update sign_ups set used_at = $2, password_hash = '' where token_hash = $1 and used_at is null and expires_at > $2",
        waiting.token_hash,
        now
    )
    .execute(tx.conn())
    .await?;
    if used.rows_affected() == 1 { Ok(()) } else { Err(links::stale()) }
}

/// The address got an account in another way since.
pub(super) fn taken(error: Error) -> Error {
    match error.constraint() {
        Some("users_email_key") => AppError::conflict("This address has an account already. Sign in with it.").into(),
        _ => error,
    }
}
