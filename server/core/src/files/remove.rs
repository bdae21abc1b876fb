//! Takes objects away that nothing names any more.

use chrono::Duration;
use storage::ObjectKey;

use crate::{Backend, Result};

/// After so long an upload has ended, one way or another.
const UNFINISHED: Duration = Duration::hours(1);

/// Deletes the object unless a row names it (again); safe to run twice.
pub async fn remove(backend: &Backend, key: &str) -> Result<()> {
    let Ok(object) = key.parse::<ObjectKey>() else {
        tracing::warn!(key, "no object can have this name; nothing is removed");
        return Ok(());
    };
    let mut tx = backend.db.upkeep().await?;
    let is_named = sqlx::query_scalar!(
        r#"select exists (select from files where key = $1) or exists (select from users where picture_key = $1)
             or exists (select from exports where object_key = $1) as "named!""#,
        key
    )
    .fetch_one(tx.conn())
    .await?;
    drop(tx);
    if !is_named {
        backend.storage.delete(&object).await?;
    }
    Ok(())
}

/// Lets go of names that were taken by uploads which never came to their end; says how many.
pub(crate) async fn sweep(backend: &Backend) -> Result<u64> {
    let mut tx = backend.db.upkeep().await?;
    let until = tx.now() - UNFINISHED;
    let swept =
        sqlx::query!("delete from files where kept_at is null and created_at < $1", until).execute(tx.conn()).await?;
    tx.commit().await?;
    Ok(swept.rows_affected())
}
