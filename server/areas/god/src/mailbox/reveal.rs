//! Links of a mail open accounts: an operator sees them after a proof for that very mail, and the audit log records it,
//! as does the activity of the person whom the mail went to.

use crate::actions;
use chrono::Duration;
use domain::AppError;
use domain::ids::MailId;
use god_domain::mails::RevealMail;
use serde_json::json;
use server_core::audit::{self, Act};
use server_core::db::PlatformTx;
use server_core::{Backend, Result, SignedIn, Visit};

/// How long the links stay visible.
const STANDS: Duration = Duration::minutes(10);

/// Shows the links of one mail to this session for ten minutes.
pub async fn reveal(backend: &Backend, signed_in: &SignedIn, visit: &Visit, form: RevealMail) -> Result<()> {
    let god = signed_in.god()?;
    identity_area::prove(backend, signed_in, visit, &form.proof).await?;
    let mut tx = backend.db.platform(&god).await?;
    let now = tx.now();
    let mail = sqlx::query!("select recipient, kind from mails where id = $1", form.id.0)
        .fetch_optional(tx.conn())
        .await?
        .ok_or(AppError::NotFound)?;
    sqlx::query!(
        "insert into mail_reveals (session_id, mail_id, revealed_at) values ($1, $2, $3)
         on conflict (session_id, mail_id) do update set revealed_at = excluded.revealed_at",
        signed_in.session().0,
        form.id.0,
        now
    )
    .execute(tx.conn())
    .await?;
    let detail = json!({ "recipient": mail.recipient, "kind": mail.kind });
    let act = Act { action: actions::REVEAL_LINKS, target: Some(form.id.to_string()), detail };
    audit::record_platform(&mut tx, &god, None, act).await?;
    identity_area::note_seen_links(&mut tx, &god, &mail.recipient).await?;
    tx.commit().await?;
    tracing::warn!(actor = %god.actor(), mail = %form.id, "an operator sees the links of a mail");
    Ok(())
}

/// Whether the session may see the links of this mail now.
pub(super) async fn is_revealed(tx: &mut PlatformTx, signed_in: &SignedIn, mail: MailId) -> Result<bool> {
    let now = tx.now();
    let revealed = sqlx::query_scalar!(
        r#"select exists (
             select from mail_reveals where session_id = $1 and mail_id = $2 and revealed_at > $3
           ) as "revealed!""#,
        signed_in.session().0,
        mail.0,
        now - STANDS
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(revealed)
}
