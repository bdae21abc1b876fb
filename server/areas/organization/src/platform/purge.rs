//! Purges organisations that were deleted long enough ago. What is left is a receipt: that it was there,
//! when it went, and how much of it.

use chrono::Duration;
use domain::closures::RESTORABLE_DAYS;
use domain::ids::OrganizationId;
use serde_json::json;
use server_core::audit::{self, Act, Doer};
use server_core::{Backend, Result};
use uuid::Uuid;

/// Purges every organisation whose time is over, each in a transaction of its own; gives their number. One that cannot
/// be purged does not keep the others: its error is given when they are done.
pub async fn purge(backend: &Backend) -> Result<u64> {
    let mut tx = backend.db.upkeep().await?;
    let until = tx.now() - Duration::days(i64::from(RESTORABLE_DAYS));
    let due: Vec<Uuid> =
        sqlx::query_scalar!("select id from organizations where deleted_at <= $1 order by deleted_at limit 500", until)
            .fetch_all(tx.conn())
            .await?;
    tx.commit().await?;
    let (mut purged, mut kept) = (0, None);
    for organization in due {
        match purge_one(backend, organization.into()).await {
            Ok(was_due) => purged += u64::from(was_due),
            Err(error) => {
                tracing::error!(org = %organization, %error, "an organisation could not be purged");
                kept = Some(error);
            }
        }
    }
    kept.map_or(Ok(purged), Err)
}

/// Purges one organisation, unless it was restored meanwhile.
async fn purge_one(backend: &Backend, organization: OrganizationId) -> Result<bool> {
    let mut tx = backend.db.upkeep().await?;
    let now = tx.now();
    let until = now - Duration::days(i64::from(RESTORABLE_DAYS));
    let receipt = sqlx::query!(
        "insert into purge_receipts (organization_id, name, slug, deleted_at, purged_at, counts)
         select o.id, o.name, o.slug, o.deleted_at, $2, jsonb_build_object(
           'members', (select count(*) from memberships m where m.organization_id = o.id),
           'agents', (select count(*) from agents a where a.organization_id = o.id),
           'conversations', (select count(*) from conversations c where c.organization_id = o.id),
           'messages', (select count(*) from messages m where m.organization_id = o.id),
           'mails', (select count(*) from mails m where m.organization_id = o.id))
         from organizations o where o.id = $1 and o.deleted_at <= $3
         for no key update of o
         returning name, counts",
        organization.0,
        now,
        until
    )
    .fetch_optional(tx.conn())
    .await?;
    let Some(receipt) = receipt else { return Ok(false) };
    sqlx::query!("delete from organizations where id = $1", organization.0).execute(tx.conn()).await?;
    let act = Act {
        action: "organization.purge",
        target: Some(organization.to_string()),
        detail: json!({ "name": receipt.name, "counts": receipt.counts }),
    };
    audit::record_platform(&mut tx, Doer::PLATFORM, None, act).await?;
    tx.commit().await?;
    tracing::warn!(org = %organization, "purged an organisation");
    Ok(true)
}
