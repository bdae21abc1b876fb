//! The audit trail: one row for what was done, by whom and for whom, in the transaction that did it.

use serde_json::Value;

use crate::Result;
use crate::db::TenantTx;
use crate::random;

/// Writes one row; `detail` holds what changed and never a secret.
pub async fn record(tx: &mut TenantTx, action: &str, target: Option<String>, detail: Value) -> Result<()> {
    let caller = *tx.caller();
    let now = tx.now();
    sqlx::query!(
        "insert into audit_events (id, actor_id, subject_id, action, target, detail, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        random::id(),
        caller.actor().0,
        caller.subject().0,
        action,
        target,
        detail,
        now,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
