//! Owner invitations from the invited person's side: previewed, and used up once. Accepting one founds the organisation
//! that it describes.
//!
//! "Opened" is information for the operator and nothing depends on it: the page reports it by a POST once it runs in
//! a browser, because mail scanners fetch links and rarely run what they fetch.

use crate::desk;
use chrono::{DateTime, Utc};
use domain::AppError;
use domain::accounts::{AcceptInvite, LinkToken, Secret};
use domain::ids::{OrganizationId, UserId};
use domain::invites::{LiveOwnerInvite, OwnerInviteView, WelcomeAgent};
use domain::values::{AgentName, OrganizationName, Prose};
use server_core::db::IdentityTx;
use server_core::throttle::{self, Account};
use server_core::{Backend, Error, Origin, Result, SignedIn, Visit, random};
use sqlx::PgConnection;
use uuid::Uuid;

use super::founding::{Founding, found_organization};
use super::hashing::hash_password;
use super::people::{self, NewPerson};
use super::sessions::{self, NewSession};
use super::tries::ACCEPT_INVITE;
use super::{common_passwords, verify};

struct Invite {
    id: Uuid,
    email: String,
    organization_name: String,
    tier: String,
    plan: String,
    seats: Option<i32>,
    features: Vec<String>,
    agent_name: Option<String>,
    agent_prompt: Option<String>,
    expires_at: DateTime<Utc>,
    accepted_at: Option<DateTime<Utc>>,
    revoked_at: Option<DateTime<Utc>>,
    has_account: bool,
}

/// The preview for anybody who holds the link; it uses nothing up.
pub async fn owner_invite(backend: &Backend, signed_in: Option<&SignedIn>, token: &Secret) -> Result<OwnerInviteView> {
    let mut tx = desk(backend).await?;
    let now = tx.now();
    let Some(invite) = read(tx.conn(), token).await? else { return Ok(OwnerInviteView::Unknown) };
    if let Some(dead) = invite.dead(now) {
        return Ok(dead);
    }
    Ok(OwnerInviteView::Live(LiveOwnerInvite {
        is_yours: signed_in.is_some_and(|signed_in| signed_in.viewer().email == invite.email),
        is_signed_in: signed_in.is_some(),
        organization: invite.organization_name,
        email: invite.email,
        plan: invite.plan,
        has_account: invite.has_account,
    }))
}

/// Notes that the page ran in somebody's browser; reveals nothing about the link.
pub async fn open_owner_invite(backend: &Backend, form: LinkToken) -> Result<()> {
    let mut tx = desk(backend).await?;
    let now = tx.now();
    sqlx::query!(
        "update owner_invites set opened_at = $2 where token_hash = $1 and opened_at is null
         and accepted_at is null and revoked_at is null and expires_at > $2",
        random::token_hash(form.token.expose()),
        now
    )
    .execute(tx.conn())
    .await?;
    tx.commit().await
}

/// Makes the person, the organisation and its first agent in one transaction, and signs the person in: the mailed link
/// proves the address. A person with an account signs in first, so that a link never opens one.
pub async fn accept_owner_invite(backend: &Backend, visit: &Visit, form: AcceptInvite) -> Result<NewSession> {
    let spec = form.validate()?;
    let mut tx = desk(backend).await?;
    let now = tx.now();
    let invite = live(tx.conn(), &form.token, now).await?;
    tx.commit().await?;
    if invite.has_account {
        return Err(AppError::conflict("This address has an account already. Sign in to accept the invitation.").into());
    }
    let words = [invite.email.as_str(), &spec.name, &invite.organization_name];
    common_passwords::refuse("password", &spec.password, backend, &words)?;
    throttle::admit(backend, ACCEPT_INVITE, Account::Thing(&invite.email), visit).await?;
    let hash = hash_password(&spec.password).await?;
    let mut tx = desk(backend).await?;
    let now = tx.now();
    let invite = consume(tx.conn(), &form.token, now).await?;
    let new = NewPerson { email: &invite.email, name: &spec.name, password_hash: &hash };
    let person = people::add_person(tx.conn(), new, now).await.map_err(verify::taken)?;
    let organization = invite.found(&mut tx, backend, person, Origin::of(visit)).await?;
    let session = sessions::start(&mut tx, backend, person, Some(organization), visit).await?;
    tx.commit().await?;
    tracing::info!(user = %person, %organization, "an invited owner signed up");
    Ok(session)
}

/// Founds the organisation for a signed-in person with exactly the invited address, and moves the session to it.
pub async fn join_as_owner(backend: &Backend, signed_in: &SignedIn, form: LinkToken) -> Result<()> {
    signed_in.refuse_impersonation()?;
    let mut tx = desk(backend).await?;
    let now = tx.now();
    let invite = live(tx.conn(), &form.token, now).await?;
    if invite.email != signed_in.viewer().email || !signed_in.viewer().email_verified {
        let message = format!("This invitation is for {}. Sign in with that address to accept it.", invite.email);
        return Err(AppError::conflict(message).into());
    }
    let invite = consume(tx.conn(), &form.token, now).await?;
    let organization = invite.found(&mut tx, backend, signed_in.user(), signed_in.origin()).await?;
    sessions::enter(tx.conn(), signed_in.session(), organization).await?;
    tx.commit().await?;
    tracing::info!(user = %signed_in.user(), %organization, "an invited owner joined");
    Ok(())
}

impl Invite {
    /// Why the invitation can no longer be accepted; none if it can.
    fn dead(&self, now: DateTime<Utc>) -> Option<OwnerInviteView> {
        if self.accepted_at.is_some() {
            Some(OwnerInviteView::Used)
        } else if self.revoked_at.is_some() {
            Some(OwnerInviteView::Revoked)
        } else {
            (self.expires_at <= now).then_some(OwnerInviteView::Expired)
        }
    }

    /// Founds the organisation that the invitation describes and stores its id with the invitation.
    async fn found(
        self,
        tx: &mut IdentityTx,
        backend: &Backend,
        owner: UserId,
        origin: Origin,
    ) -> Result<OrganizationId> {
        let name = OrganizationName::or_unnamed(&self.organization_name);
        let agent = WelcomeAgent {
            name: self.agent_name.as_deref().and_then(AgentName::nearest),
            prompt: self.agent_prompt.as_deref().map(Prose::of),
        };
        let founding = Founding {
            name: &name,
            origin,
            tier: Some(&self.tier),
            seats: self.seats,
            features: &self.features,
            agent,
            invite: Some(self.id),
        };
        let organization = found_organization(tx, backend, founding, owner).await?;
        sqlx::query!("update owner_invites set founded_id = $2 where id = $1", self.id, organization.0)
            .execute(tx.conn())
            .await?;
        Ok(organization)
    }
}

async fn read(conn: &mut PgConnection, token: &Secret) -> Result<Option<Invite>> {
    Ok(sqlx::query_as!(
        Invite,
        r#"select i.id, i.email, i.organization_name, i.tier, p.name as plan, i.seats, i.features, i.agent_name,
             i.agent_prompt, i.expires_at, i.accepted_at, i.revoked_at,
             exists (select from users where users.email = i.email) as "has_account!"
           from owner_invites i join plans p on p.key = i.tier where i.token_hash = $1"#,
        random::token_hash(token.expose()),
    )
    .fetch_optional(conn)
    .await?)
}

async fn live(conn: &mut PgConnection, token: &Secret, now: DateTime<Utc>) -> Result<Invite> {
    let invite = read(conn, token).await?.ok_or_else(|| refusal(&OwnerInviteView::Unknown))?;
    match invite.dead(now) {
        Some(dead) => Err(refusal(&dead)),
        None => Ok(invite),
    }
}

/// Uses the invitation up; of any number of concurrent uses one gets it, and the others learn that it is used.
async fn consume(conn: &mut PgConnection, token: &Secret, now: DateTime<Utc>) -> Result<Invite> {
    let used = sqlx::query!(
        "update owner_invites set accepted_at = $2
         where token_hash = $1 and accepted_at is null and revoked_at is null and expires_at > $2",
        random::token_hash(token.expose()),
        now
    )
    .execute(&mut *conn)
    .await?;
    match (read(conn, token).await?, used.rows_affected()) {
        (Some(invite), 1) => Ok(invite),
        (Some(invite), _) => Err(refusal(&invite.dead(now).unwrap_or(OwnerInviteView::Used))),
        (None, _) => Err(refusal(&OwnerInviteView::Unknown)),
    }
}

fn refusal(view: &OwnerInviteView) -> Error {
    let message = match view {
        OwnerInviteView::Live(_) | OwnerInviteView::Used => {
            "This invitation has been accepted already. Sign in to go on."
        }
        OwnerInviteView::Expired => "This invitation has expired. Ask for a new one.",
        OwnerInviteView::Revoked => "This invitation was withdrawn.",
        OwnerInviteView::Unknown => "This link is not valid. It may be incomplete, or a later mail has replaced it.",
    };
    AppError::conflict(message).into()
}
