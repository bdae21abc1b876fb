//! Sends an owner invitation again, or withdraws it.

use chrono::Duration;
use domain::AppError;
use domain::ids::OwnerInviteId;
use serde_json::json;
use server_core::audit::{self, Act};
use server_core::db::PlatformTx;
use server_core::random::Token;
use server_core::{Backend, God, ProvenGod, Result};
use uuid::Uuid;

use super::create::{letter, send};
use crate::actions;

/// Mails a fresh link and makes the old one invalid; the invitation is open again from now on, whatever its state was.
pub async fn resend(backend: &Backend, god: &ProvenGod, id: OwnerInviteId) -> Result<()> {
    let mut tx = backend.db.platform(god).await?;
    let (now, token) = (tx.now(), Token::new());
    let open = sqlx::query!(
        "select email, organization_name, valid_hours from owner_invites
         where id = $1 and accepted_at is null and revoked_at is null for update",
        id.0
    )
    .fetch_optional(tx.conn())
    .await?;
    let Some(invite) = open else { return Err(settled(&mut tx, id).await) };
    let expires = now + Duration::hours(invite.valid_hours.into());
    let letter = letter(backend, &invite.organization_name, &token, expires);
    let mail: Uuid = send(&mut tx, backend, &invite.email, &letter).await?;
    sqlx::query!(
        "update owner_invites set token_hash = $2, sent_at = $3, expires_at = $4, mail_id = $5, resent = resent + 1,
           opened_at = null, bounced_at = null
         where id = $1",
        id.0,
        token.hash(),
        now,
        expires,
        mail,
    )
    .execute(tx.conn())
    .await?;
    let detail = json!({ "email": invite.email, "organization": invite.organization_name });
    let act = Act { action: actions::RESEND_OWNER_INVITE, target: Some(id.to_string()), detail };
    audit::record_platform(&mut tx, god, None, act).await?;
    tx.commit().await
}

/// Makes the link invalid for good.
pub async fn revoke(backend: &Backend, god: &God, id: OwnerInviteId) -> Result<()> {
    let mut tx = backend.db.platform(god).await?;
    let now = tx.now();
    let revoked = sqlx::query!(
        "update owner_invites set revoked_at = $2 where id = $1 and accepted_at is null and revoked_at is null",
        id.0,
        now
    )
    .execute(tx.conn())
    .await?;
    if revoked.rows_affected() == 0 {
        return Err(settled(&mut tx, id).await);
    }
    let act = Act { action: actions::REVOKE_OWNER_INVITE, target: Some(id.to_string()), detail: json!({}) };
    audit::record_platform(&mut tx, god, None, act).await?;
    tx.commit().await
}

/// Why the invitation can no longer be changed.
async fn settled(tx: &mut PlatformTx, id: OwnerInviteId) -> server_core::Error {
    let exists = sqlx::query_scalar!(r#"select exists (select from owner_invites where id = $1) as "exists!""#, id.0)
        .fetch_one(tx.conn())
        .await;
    match exists {
        Ok(true) => AppError::conflict("This invitation was accepted or withdrawn already.").into(),
        Ok(false) => AppError::NotFound.into(),
        Err(error) => error.into(),
    }
}
