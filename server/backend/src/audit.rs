//! The audit trail: one row for what was done, by whom and for whom, in the transaction that did it.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgConnection;

use crate::db::TenantTx;
use crate::{Caller, Result, random};

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

/// Writes one row of what a caller did in their organisation through the sign-in desk's door.
pub(crate) async fn record_at_desk(
    conn: &mut PgConnection,
    caller: &Caller,
    (action, target): (&str, &str),
    detail: Value,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into audit_events (id, organization_id, actor_id, subject_id, action, target, detail, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        random::id(),
        caller.org().0,
        caller.actor().0,
        caller.subject().0,
        action,
        target,
        detail,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}
