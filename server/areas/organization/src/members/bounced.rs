//! Marks the invitation whose mail bounced.

use domain::ids::MailId;
use server_core::Result;
use server_core::db::PlatformTx;

/// Marks the invitation whose mail this is; most mails carry none. The mail's organisation limits the search,
/// because the index of the invitations begins with it.
pub(crate) async fn bounced(tx: &mut PlatformTx, mail: MailId) -> Result<()> {
    let now = tx.now();
    sqlx::query!(
        "update invites i set bounced_at = $2 from mails m
         where m.id = $1 and i.organization_id = m.organization_id and i.mail_id = m.id and i.accepted_at is null",
        mail.0,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
