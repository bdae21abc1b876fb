//! A new person by a provider's word: invited, or where anybody may sign up.

use domain::accounts::{Secret, person_name};
use domain::ids::UserId;
use sqlx::PgConnection;

use super::states::Journey;
use crate::accounts::{accept_invite, founding, invites};
use crate::db::IdentityTx;
use crate::{Backend, Result, limits, random};

/// Somebody new.
pub struct Newcomer {
    pub person: UserId,
    /// Whether an invitation was accepted with it, so that its page has nothing more to offer.
    pub joined: bool,
}

/// Makes the person; none if nobody invited them and sign-up is closed.
pub async fn sign_up(
    tx: &mut IdentityTx,
    backend: &Backend,
    journey: &Journey,
    (email, name): (&str, Option<&str>),
) -> Result<Option<Newcomer>> {
    let now = tx.now();
    let name = name.and_then(|name| person_name(name).ok()).unwrap_or_else(|| local_part(email));
    if let Some(token) = journey.invite.as_ref().map(Secret::new) {
        let invite = invites::peek(tx.conn(), &token, now).await?;
        if invite.email == email {
            limits::require_seat_to_enter(tx.conn(), invite.organization_id(), None, now).await?;
            invites::consume(tx.conn(), &invite, now).await?;
            let person = add(tx, email, &name).await?;
            accept_invite::enter(tx, &invite, person).await?;
            return Ok(Some(Newcomer { person, joined: true }));
        }
    }
    if !backend.settings.open_sign_up {
        return Ok(None);
    }
    let person = add(tx, email, &name).await?;
    founding::found_organization(tx.conn(), &format!("{name}'s organisation"), person, now).await?;
    Ok(Some(Newcomer { person, joined: false }))
}

/// A person without a password, whose address the provider has verified.
async fn add(tx: &mut IdentityTx, email: &str, name: &str) -> Result<UserId> {
    let (id, now) = (UserId(random::id()), tx.now());
    let conn: &mut PgConnection = tx.conn();
    sqlx::query!(
        "insert into users (id, email, name, email_verified_at, created_at) values ($1, $2, $3, $4, $4)",
        id.0,
        email,
        name,
        now
    )
    .execute(conn)
    .await?;
    Ok(id)
}

fn local_part(email: &str) -> String {
    email.split('@').next().unwrap_or(email).chars().take(120).collect()
}
