//! Removes objects that nothing names any more.

use chrono::Duration;
use storage::ObjectKey;

use super::Kept;
use crate::{Backend, Result};

/// After this time an upload has ended, one way or another.
const UNFINISHED: Duration = Duration::hours(1);

/// Deletes the object unless a row names it (again); safe to run twice.
pub async fn remove(backend: &Backend, key: &str) -> Result<()> {
    let object = key.parse::<ObjectKey>().ok();
    let kept = object.as_ref().and_then(|object| shelf(backend, object));
    let (Some(object), Some(kept)) = (object, kept) else {
        tracing::warn!(key, "no object can have this name; nothing is removed");
        return Ok(());
    };
    let mut tx = backend.db.upkeep().await?;
    let stands_in_files = sqlx::query_scalar!(r#"select exists (select from files where key = $1) as "named!""#, key)
        .fetch_one(tx.conn())
        .await?;
    let is_named = stands_in_files || (kept.names)(&mut tx, key).await?;
    drop(tx);
    if !is_named {
        backend.storage.delete(&object).await?;
    }
    Ok(())
}

/// The registration of the object's shelf; none for a shelf that no area has.
fn shelf(backend: &Backend, object: &ObjectKey) -> Option<Kept> {
    backend.areas.iter().flat_map(|area| area.shelves()).find(|kept| kept.shelf == *object.shelf())
}

/// Releases the names of uploads that never finished; returns how many.
pub(crate) async fn sweep(backend: &Backend) -> Result<u64> {
    let mut tx = backend.db.upkeep().await?;
    let until = tx.now() - UNFINISHED;
    let swept =
        sqlx::query!("delete from files where kept_at is null and created_at < $1", until).execute(tx.conn()).await?;
    tx.commit().await?;
    Ok(swept.rows_affected())
}
