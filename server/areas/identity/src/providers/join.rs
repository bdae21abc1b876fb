//! Makes a new person from a provider's identity: invited, or where anybody may sign up.

use domain::AppError;
use domain::accounts::{EmailAddress, Secret, SignInProblem};
use domain::ids::UserId;
use domain::values::{OrganizationName, PersonName};
use server_core::db::IdentityTx;
use server_core::{Backend, Error, Origin, Result, limits, random};
use sqlx::PgConnection;

use super::Vouched;
use super::states::Journey;
use crate::founding::{Founding, found_organization};
use crate::{accept_invite, invites};

/// A person who was just made.
pub struct Newcomer {
    pub person: UserId,
    /// Whether an invitation was accepted with it, so that its page is of no more use.
    pub joined: bool,
}

/// Makes the person, if they were invited or anybody may sign up.
pub async fn sign_up(
    tx: &mut IdentityTx,
    backend: &Backend,
    journey: &Journey,
    (email, name): (&EmailAddress, Option<&str>),
    origin: Origin,
) -> Vouched<Newcomer> {
    let name = name.and_then(PersonName::nearest).unwrap_or_else(|| PersonName::or_unnamed(email.local_part()));
    if let Some(token) = journey.invite.as_ref().map(Secret::new) {
        match accept(tx, &token, (email, &name), origin).await {
            Ok(Some(person)) => return Ok(Ok(Newcomer { person, joined: true })),
            Ok(None) => {}
            Err(error) => return problem_of(error).map(Err),
        }
    }
    if !backend.settings.open_sign_up {
        return Ok(Err(SignInProblem::Unknown));
    }
    let person = add(tx, email, &name).await?;
    let organization = OrganizationName::or_unnamed(&format!("{name}'s organisation"));
    found_organization(tx, backend, Founding::of(&organization, origin), person).await?;
    Ok(Ok(Newcomer { person, joined: false }))
}

/// Uses the invitation up; none if it is for another address.
async fn accept(
    tx: &mut IdentityTx,
    token: &Secret,
    (email, name): (&EmailAddress, &PersonName),
    origin: Origin,
) -> Result<Option<UserId>> {
    let now = tx.now();
    let invite = invites::peek(tx.conn(), token, now).await?;
    if *email != invite.email {
        return Ok(None);
    }
    limits::require_seat_to_enter(tx.conn(), invite.organization_id(), None, now).await?;
    invites::consume(tx.conn(), &invite, now).await?;
    let person = add(tx, email, name).await?;
    accept_invite::enter(tx, &invite, person, origin).await?;
    Ok(Some(person))
}

/// Why an invitation cannot be used, as a problem to show; anything else stays an error.
fn problem_of(error: Error) -> Result<SignInProblem> {
    match error {
        Error::App(AppError::Conflict { .. }) => Ok(SignInProblem::InviteGone),
        Error::App(AppError::Quota { .. }) => Ok(SignInProblem::Full),
        Error::App(AppError::Closed { .. }) => Ok(SignInProblem::Closed),
        other => Err(other),
    }
}

/// A person without a password, whose address the provider has verified.
async fn add(tx: &mut IdentityTx, email: &EmailAddress, name: &PersonName) -> Result<UserId> {
    let (id, now) = (UserId(random::id()), tx.now());
    let conn: &mut PgConnection = tx.conn();
    sqlx::query!(
        "insert into users (id, email, name, email_verified_at, created_at) values ($1, $2, $3, $4, $4)",
        id.0,
        email.as_str(),
        name.as_str(),
        now
    )
    .execute(conn)
    .await?;
    Ok(id)
}
