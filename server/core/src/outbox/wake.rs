//! Mails that were kept while their organisation was closed.

use domain::ids::{MailId, OrganizationId};

use super::queue::deliver_later;
use crate::Result;
use crate::db::PlatformTx;

/// Queues every mail again that an organisation has not sent yet, because it is open again.
pub async fn wake(tx: &mut PlatformTx, organization: OrganizationId) -> Result<()> {
    let kept = sqlx::query_scalar!(
        "select id from mails where organization_id = $1 and status in ('queued', 'sending')",
        organization.0
    )
    .fetch_all(tx.conn())
    .await?;
    for mail in kept {
        deliver_later(tx.conn(), Some(organization), MailId(mail)).await?;
    }
    Ok(())
}
