//! Invitations from the invited person's side: previewed, and used up once.

use crate::desk;
use chrono::{DateTime, Utc};
use domain::AppError;
use domain::accounts::{InvitePreview, Secret};
use domain::ids::OrganizationId;
use server_core::{Backend, Error, Result, SignedIn, random};
use sqlx::PgConnection;
use uuid::Uuid;

use super::links;

/// An invitation that is open.
pub(super) struct Invite {
    pub id: Uuid,
    pub organization_id: Uuid,
    pub organization: String,
    pub email: String,
    pub role: String,
    pub tier: String,
    pub inviter: Option<String>,
    pub has_account: bool,
    /// Whether its link was sent to the address alone, so that holding it proves the address.
    pub by_mail: bool,
    /// Whether the organisation is suspended or deleted.
    closed: bool,
}

impl Invite {
    pub fn organization_id(&self) -> OrganizationId {
        OrganizationId(self.organization_id)
    }
}

/// The preview for anybody who holds the link; it uses nothing up.
pub async fn invite_preview(backend: &Backend, signed_in: Option<&SignedIn>, token: &Secret) -> Result<InvitePreview> {
    let mut tx = desk(backend).await?;
    let now = tx.now();
    let invite = peek(tx.conn(), token, now).await?;
    Ok(InvitePreview {
        is_yours: signed_in.is_some_and(|signed_in| signed_in.viewer().email == invite.email),
        is_signed_in: signed_in.is_some(),
        role: invite.role.parse().map_err(Error::Fault)?,
        organization: invite.organization,
        email: invite.email,
        inviter: invite.inviter,
        // People who made a link for an address must not learn whether it has an account.
        has_account: invite.by_mail && invite.has_account,
        by_mail: invite.by_mail,
    })
}

/// The invitation, if it is neither used nor withdrawn nor expired, and its organisation is open.
pub(super) async fn peek(conn: &mut PgConnection, token: &Secret, now: DateTime<Utc>) -> Result<Invite> {
    let id = sqlx::query_scalar!("select id from invites where token_hash = $1", random::token_hash(token.expose()))
        .fetch_optional(&mut *conn)
        .await?
        .ok_or_else(links::stale)?;
    by_id(conn, id, now).await
}

/// The same by id, for an invitation whose link was shown before.
pub(super) async fn by_id(conn: &mut PgConnection, id: Uuid, now: DateTime<Utc>) -> Result<Invite> {
    let invite = sqlx::query_as!(
        Invite,
        r#"select i.id, i.organization_id, o.name as organization, i.email, i.role, i.tier, u.name as "inviter?", i.by_mail,
             exists (select from users where users.email = i.email) as "has_account!",
             o.suspended_at is not null or o.deleted_at is not null as "closed!"
           from invites i
           join organizations o on o.id = i.organization_id
           left join users u on u.id = i.invited_by
           where i.id = $1 and i.accepted_at is null and i.revoked_at is null and i.expires_at > $2"#,
        id,
        now
    )
    .fetch_optional(conn)
    .await?
    .ok_or_else(links::stale)?;
    if invite.closed {
        let message =
            format!("{} is closed at the moment. Its invitation counts again once it is open.", invite.organization);
        return Err(AppError::Closed { message }.into());
    }
    Ok(invite)
}

/// Uses the invitation up; of two concurrent uses, one finds it gone.
pub(super) async fn consume(conn: &mut PgConnection, invite: &Invite, now: DateTime<Utc>) -> Result<()> {
    let used = sqlx::query!(
        "update invites set accepted_at = $2
         where id = $1 and accepted_at is null and revoked_at is null and expires_at > $2",
        invite.id,
        now
    )
    .execute(conn)
    .await?;
    if used.rows_affected() == 1 { Ok(()) } else { Err(links::stale()) }
}
