//! Mails that were kept while their organisation was closed.

use domain::ids::OrganizationId;

use crate::Result;
use crate::db::PlatformTx;
use crate::jobs::Job;
use crate::jobs::send_mail::SendMail;

/// Queues again every unsent mail of an organisation that is open again.
pub async fn wake(tx: &mut PlatformTx, organization: OrganizationId) -> Result<()> {
    sqlx::query(
        "select app.add_job($2, jsonb_build_object('mail', id), 'mail:' || id, organization_id) from mails
         where organization_id = $1 and status in ('queued', 'sending')",
    )
    .bind(organization.0)
    .bind(SendMail::NAME)
    .execute(tx.conn())
    .await?;
    Ok(())
}
