//! Writes objects and the rows that name them. The row comes first, so that two objects never get one name and the
//! storage is reserved before it is used; the row becomes permanent once something points at it.

use bytes::Bytes;
use chrono::{DateTime, Utc};
use domain::AppError;
use storage::{FileKind, ObjectKey, Shelf};

use crate::db::TenantTx;
use crate::{Backend, Caller, Result};

/// Distinguishes an object from an earlier one of its kind: the time, and always later than the earlier one's.
pub fn stamp(now: DateTime<Utc>, earlier: Option<&str>) -> u64 {
    let earlier = earlier.and_then(|key| key.parse::<ObjectKey>().ok()).map_or(0, |key| key.stamp() + 1);
    u64::try_from(now.timestamp_millis()).unwrap_or_default().max(earlier)
}

/// Stores an object of the caller's organisation under a fresh name; `point` then makes something point at it, in a
/// transaction that [`keep`]s it. On any failure, name and object are removed.
pub async fn store<F>(
    backend: &Backend,
    caller: &Caller,
    (shelf, kind, bytes): (Shelf, FileKind, Bytes),
    point: impl FnOnce(ObjectKey) -> F,
) -> Result<()>
where
    F: Future<Output = Result<()>>,
{
    let mut tx = backend.db.tenant(caller).await?;
    require_room(&mut tx, bytes.len() as u64).await?;
    let key = name(&mut tx, shelf, kind, bytes.len() as u64).await?;
    tx.commit().await?;
    let stored = match backend.storage.put(&key, bytes).await {
        Ok(()) => point(key.clone()).await,
        Err(error) => Err(error.into()),
    };
    if stored.is_err() {
        give_up(backend, caller, &key).await;
    }
    stored
}

/// Refuses what exceeds the plan's storage. The organisation stays locked, so that two files cannot fill the same gap.
async fn require_room(tx: &mut TenantTx, bytes: u64) -> Result<()> {
    let organization = tx.caller().org().0;
    let room = sqlx::query!(
        r#"select c.storage_bytes as used, p.storage_bytes as "limit", p.name as plan
           from organizations o join plans p on p.key = o.tier join organization_counters c on c.organization_id = o.id
           where o.id = $1 for no key update of o"#,
        organization
    )
    .fetch_one(tx.conn())
    .await?;
    let needed = room.used.saturating_add(i64::try_from(bytes).unwrap_or(i64::MAX));
    match room.limit {
        Some(limit) if needed > limit => {
            let message = format!("The plan {} has no room left for files. Remove some, or upgrade.", room.plan);
            Err(AppError::Quota { message }.into())
        }
        _ => Ok(()),
    }
}

/// Reserves a name for the object.
async fn name(tx: &mut TenantTx, shelf: Shelf, kind: FileKind, bytes: u64) -> Result<ObjectKey> {
    let (owner, now) = (tx.caller().org().0, tx.now());
    let mut stamp = stamp(now, None);
    loop {
        let key = ObjectKey::new(shelf.clone(), owner, stamp, kind);
        let named = sqlx::query!(
            "insert into files (key, bytes, created_at) values ($1, $2, $3) on conflict do nothing",
            key.to_string(),
            i64::try_from(bytes).unwrap_or(i64::MAX),
            now
        )
        .execute(tx.conn())
        .await?;
        if named.rows_affected() == 1 {
            return Ok(key);
        }
        stamp += 1;
    }
}

/// Makes the row permanent, in the transaction that makes something point at the object.
pub async fn keep(tx: &mut TenantTx, key: &ObjectKey) -> Result<()> {
    let now = tx.now();
    sqlx::query!("update files set kept_at = $2 where key = $1", key.to_string(), now).execute(tx.conn()).await?;
    Ok(())
}

/// Drops the row that names an object; the object is removed after the commit.
pub async fn forget(tx: &mut TenantTx, key: &str) -> Result<()> {
    sqlx::query!("delete from files where key = $1", key).execute(tx.conn()).await?;
    Ok(())
}

/// What this leaves behind when the database is down too, [`super::sweep`] finds.
async fn give_up(backend: &Backend, caller: &Caller, key: &ObjectKey) {
    let given_up = async {
        let mut tx = backend.db.tenant(caller).await?;
        forget(&mut tx, &key.to_string()).await?;
        tx.commit().await
    };
    if let Err(error) = given_up.await {
        tracing::warn!(%key, %error, "an object that nothing points at is left for the sweep");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_object_has_a_later_stamp_even_within_one_moment() {
        let now = DateTime::from_timestamp_millis(1000).unwrap();
        let earlier = "logos/01901234-5678-7abc-8def-0123456789ab-1000.png";
        assert_eq!((stamp(now, None), stamp(now, Some(earlier)), stamp(now, Some("?"))), (1000, 1001, 1000));
    }
}
