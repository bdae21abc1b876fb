//! Marks the invitation whose mail bounced.

use domain::ids::MailId;
use server_core::Result;
use server_core::db::PlatformTx;

/// Marks the owner invitation whose mail this is; most mails carry none.
pub(crate) async fn bounced(tx: &mut PlatformTx, mail: MailId) -> Result<()> {
    let now = tx.now();
    sqlx::query!("update owner_invites set bounced_at = $2 where mail_id = $1 and accepted_at is null", mail.0, now)
        .execute(tx.conn())
        .await?;
    Ok(())
}
