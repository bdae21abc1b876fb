//! The state of the queue, for the readiness check and the metrics.

use crate::{Backend, Result};

/// The queue at a glance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueueHealth {
    /// Waiting jobs, due or not.
    pub waiting: i64,
    /// How many seconds the oldest due job has waited; 0 if none is due.
    pub oldest_due_seconds: i64,
}

/// Reads the queue through a database function that only counts.
pub async fn health(backend: &Backend) -> Result<QueueHealth> {
    let mut tx = backend.db.upkeep().await?;
    let row: (i64, i64) =
        sqlx::query_as("select waiting, oldest_due_seconds from app.queue_health()").fetch_one(tx.conn()).await?;
    Ok(QueueHealth { waiting: row.0, oldest_due_seconds: row.1 })
}
