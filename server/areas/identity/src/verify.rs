//! Confirms an address, of an open sign-up or of an invitation whose link was handed over: the mailed link and the
//! password that was chosen together make the account. The password is asked for so that nobody confirms, with one
//! click, a sign-up that a stranger made in their name.

use crate::desk;
use domain::accounts::LinkPassword;
use domain::ids::{OrganizationId, UserId};
use domain::values::OrganizationName;
use domain::{AppError, FieldErrors};
use server_core::db::IdentityTx;
use server_core::throttle::{self, Account};
use server_core::{Backend, Error, Origin, Result, Visit, random};

use super::founding::{Founding, found_organization};
use super::hashing::verify_password;
use super::people::{self, NewPerson};
use super::sessions::{self, NewSession};
use super::tries::VERIFY;
use super::{accept_invite, invites, links};
use uuid::Uuid;

struct Waiting {
    token_hash: Vec<u8>,
    email: String,
    name: String,
    organization_name: String,
    password_hash: String,
    invite_id: Option<Uuid>,
}

/// Makes the person and, in the same transaction, their organisation or their membership in another; then signs them
/// in.
pub async fn verify_email(backend: &Backend, visit: &Visit, form: LinkPassword) -> Result<NewSession> {
    let password = form.validate_given()?;
    let mut tx = desk(backend).await?;
    let waiting = read(&mut tx, &random::token_hash(form.token.expose())).await?;
    tx.commit().await?;
    let link = random::hex(&waiting.token_hash);
    // Only a person with the link can use its tries up.
    let admitted = throttle::admit(backend, VERIFY, Account::Thing(&link), visit).await?;
    if !verify_password(&password, Some(waiting.password_hash.clone())).await?.is_right {
        let message = "This is not the password that was chosen with this sign-up.";
        return Err(FieldErrors::of("password", message).into());
    }
    let mut tx = desk(backend).await?;
    use_up(&mut tx, &waiting).await?;
    let (person, organization) = waiting.enter(&mut tx, backend, Origin::of(visit)).await?;
    let session = sessions::start(&mut tx, backend, person, Some(organization), visit).await?;
    throttle::forgive(tx.conn(), &admitted).await?;
    tx.commit().await?;
    tracing::info!(user = %person, organization = %organization, "signed up");
    Ok(session)
}

impl Waiting {
    async fn enter(&self, tx: &mut IdentityTx, backend: &Backend, origin: Origin) -> Result<(UserId, OrganizationId)> {
        let now = tx.now();
        if let Some(invite) = self.invite_id {
            let invite = invites::by_id(tx.conn(), invite, now).await?;
            let person = accept_invite::add_member(tx, &invite, (&self.name, &self.password_hash), origin).await?;
            return Ok((person, invite.organization_id()));
        }
        let new = NewPerson { email: &self.email, name: &self.name, password_hash: &self.password_hash };
        let person = people::add_person(tx.conn(), new, now).await.map_err(taken)?;
        let organization = OrganizationName::or_unnamed(&self.organization_name);
        let organization = found_organization(tx, backend, Founding::of(&organization, origin), person).await?;
        Ok((person, organization))
    }
}

async fn read(tx: &mut IdentityTx, token_hash: &[u8]) -> Result<Waiting> {
    let now = tx.now();
    sqlx::query_as!(
        Waiting,
        "select token_hash, email, name, organization_name, password_hash, invite_id from sign_ups
         where token_hash = $1 and used_at is null and expires_at > $2",
        token_hash,
        now
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or_else(links::stale)
}

/// Of two concurrent uses, one finds it gone. The stored password hash is deleted with it.
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

/// The address got an account in another way meanwhile.
pub(super) fn taken(error: Error) -> Error {
    match error.constraint() {
        Some("users_email_key") => AppError::conflict("This address has an account already. Sign in with it.").into(),
        _ => error,
    }
}
