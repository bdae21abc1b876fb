//! Joining an organisation by invitation: as a new person, or as the existing person with the invited address.

use crate::desk;
use domain::accounts::{AcceptInvite, LinkToken};
use domain::ids::UserId;
use domain::{AppError, Role};
use serde_json::json;
use server_core::audit::{self, Act, Doer};
use server_core::db::IdentityTx;
use server_core::throttle::{self, Account};
use server_core::{Backend, Error, Origin, Result, SignedIn, Visit, limits};

use super::hashing::hash_password;
use super::invites::{self, Invite};
use super::people::{self, NewPerson};
use super::sessions::{self, NewSession};
use super::sign_up::{self, NewSignUp};
use super::tries::SIGN_UP;
use super::{common_passwords, verify};
use crate::actions;

/// The result of accepting an invitation.
pub enum Accepted {
    /// The account exists and its person is signed in.
    Session(NewSession),
    /// A mail was sent to the invited address; its link completes the account.
    Mailed,
}

/// Makes the account of an invited person. A mailed link proves the address, so the person is signed in at once; a link
/// that was handed over proves nothing, so the address is verified by mail first.
pub async fn accept_invite(backend: &Backend, visit: &Visit, form: AcceptInvite) -> Result<Accepted> {
    let spec = form.validate()?;
    let mut tx = desk(backend).await?;
    let now = tx.now();
    let invite = invites::peek(tx.conn(), &form.token, now).await?;
    tx.commit().await?;
    if invite.by_mail && invite.has_account {
        return Err(AppError::conflict("This address has an account already. Sign in to accept the invitation.").into());
    }
    let words = [invite.email.as_str(), &spec.name, &invite.organization];
    common_passwords::refuse("password", &spec.password, backend, &words)?;
    let goes_out =
        invite.by_mail || throttle::admit_mail(backend, SIGN_UP, Account::Address(&invite.email), visit).await?;
    let hash = hash_password(&spec.password).await?;
    let mut tx = desk(backend).await?;
    if !invite.by_mail {
        let sign_in = format!("/sign-in?next=/invite/{}", form.token.expose());
        let new = NewSignUp {
            email: &invite.email,
            name: &spec.name,
            organization: &invite.organization,
            password_hash: &hash,
            invite: Some(invite.id),
            sign_in: &sign_in,
            goes_out,
        };
        sign_up::wait(&mut tx, backend, &new).await?;
        tx.commit().await?;
        return Ok(Accepted::Mailed);
    }
    let person = add_member(&mut tx, &invite, (&spec.name, &hash), Origin::of(visit)).await?;
    let session = sessions::start(&mut tx, backend, person, Some(invite.organization_id()), visit).await?;
    tx.commit().await?;
    Ok(Accepted::Session(session))
}

/// Uses the invitation up for a new person, whose address is proved.
pub(super) async fn add_member(
    tx: &mut IdentityTx,
    invite: &Invite,
    (name, hash): (&str, &str),
    origin: Origin,
) -> Result<UserId> {
    let now = tx.now();
    limits::require_seat_to_enter(tx.conn(), invite.organization_id(), None, now).await?;
    invites::consume(tx.conn(), invite, now).await?;
    let new = NewPerson { email: &invite.email, name, password_hash: hash };
    let person = people::add_person(tx.conn(), new, now).await.map_err(verify::taken)?;
    enter(tx, invite, person, origin).await?;
    Ok(person)
}

/// Adds a signed-in person with exactly the invited address, and moves the session to the organisation.
pub async fn join(backend: &Backend, signed_in: &SignedIn, form: LinkToken) -> Result<()> {
    signed_in.refuse_impersonation()?;
    let mut tx = desk(backend).await?;
    let now = tx.now();
    let invite = invites::peek(tx.conn(), &form.token, now).await?;
    if invite.email != signed_in.viewer().email || !signed_in.viewer().email_verified {
        let message = format!("This invitation is for {}. Sign in with that address to accept it.", invite.email);
        return Err(AppError::conflict(message).into());
    }
    limits::require_seat_to_enter(tx.conn(), invite.organization_id(), Some(signed_in.user()), now).await?;
    invites::consume(tx.conn(), &invite, now).await?;
    enter(&mut tx, &invite, signed_in.user(), signed_in.origin()).await?;
    sessions::enter(tx.conn(), signed_in.session(), invite.organization_id()).await?;
    tx.commit().await
}

/// Adds the person on the invitation's terms.
pub(super) async fn enter(tx: &mut IdentityTx, invite: &Invite, person: UserId, origin: Origin) -> Result<()> {
    let (now, organization) = (tx.now(), invite.organization_id());
    let role: Role = invite.role.parse().map_err(Error::Fault)?;
    if people::add_membership(tx.conn(), organization, person, role, now).await? {
        sqlx::query!(
            "update memberships set tier = $3 where organization_id = $1 and user_id = $2",
            organization.0,
            person.0,
            invite.tier
        )
        .execute(tx.conn())
        .await?;
    }
    let detail = json!({ "email": invite.email, "role": invite.role });
    let act = Act { action: actions::ACCEPT_INVITE, target: Some(person.to_string()), detail };
    audit::record_identity(tx, Doer::at_the_desk(person, origin), Some(organization), act).await
}
