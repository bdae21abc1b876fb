//! Purges organisations that were deleted long enough ago. A receipt stays: that the organisation existed, when it was
//! purged, and how much it had.

use crate::actions;
use chrono::Duration;
use domain::closures::RESTORABLE_DAYS;
use domain::ids::OrganizationId;
use serde_json::{Value, json};
use server_core::audit::{self, Act, Doer};
use server_core::db::PlatformTx;
use server_core::{Backend, Result, outbox};
use uuid::Uuid;

/// Purges every organisation that is due, each in a transaction of its own; returns how many. One that cannot be purged
/// does not block the others: its error is returned when they are done.
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
    let due = sqlx::query!(
        r#"select name, slug, deleted_at as "deleted_at!" from organizations where id = $1 and deleted_at <= $2
           for no key update"#,
        organization.0,
        until
    )
    .fetch_optional(tx.conn())
    .await?;
    let Some(due) = due else { return Ok(false) };
    let counts = count(backend, &mut tx, organization).await?;
    sqlx::query!(
        "insert into purge_receipts (organization_id, name, slug, deleted_at, purged_at, counts)
         values ($1, $2, $3, $4, $5, $6)",
        organization.0,
        due.name,
        due.slug,
        due.deleted_at,
        now,
        counts
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!("delete from organizations where id = $1", organization.0).execute(tx.conn()).await?;
    let act = Act {
        action: actions::PURGE,
        target: Some(organization.to_string()),
        detail: json!({ "name": due.name, "counts": counts }),
    };
    audit::record_platform(&mut tx, Doer::PLATFORM, None, act).await?;
    tx.commit().await?;
    tracing::warn!(org = %organization, "purged an organisation");
    Ok(true)
}

/// The counts of the receipt: every area counts its own rows.
async fn count(backend: &Backend, tx: &mut PlatformTx, organization: OrganizationId) -> Result<Value> {
    let mut counts = vec![outbox::count(tx, organization).await?];
    for area in &backend.areas {
        counts.extend(area.count(tx, organization).await?);
    }
    Ok(counts.into_iter().map(|count| (count.what.to_owned(), Value::from(count.rows))).collect())
}
