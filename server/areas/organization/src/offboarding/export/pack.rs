//! Packs an export: reads everything into a temporary file, stores that, and notifies the owner who asked for it.

use std::fs::File;
use std::io::{Seek, SeekFrom};

use chrono::Duration;
use domain::ids::{ExportId, OrganizationId, UserId};
use domain::members::MemberTier;
use domain::{Role, Standing};
use futures::{StreamExt, TryStreamExt};
use organization_domain::offboarding::EXPORT_DAYS;
use server_core::{Backend, Caller, Error, Result, Via, files, outbox};
use storage::{FileKind, ObjectKey};
use tokio_util::io::ReaderStream;
use uuid::Uuid;

use super::EXPORTS;
use super::archive::Archive;
use super::tables;
use crate::letters::ExportReady;

/// After so many tries an export is given up.
const MOST_ATTEMPTS: i32 = 4;
/// The README beside the data.
const README: &str = "Everything of one organisation.\n\ntables/  one JSON file a table, a list of its rows\nfiles/   the files as they were stored\n";

/// The outcome of packing.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    /// Ready, given up, or already dealt with.
    Over,
    /// A later try may succeed.
    TryLater(String),
}

/// Packs the export, unless that has been done.
pub(crate) async fn pack(backend: &Backend, organization: OrganizationId, export: ExportId) -> Result<Packing> {
    let Some((caller, attempts)) = claim(backend, organization, export).await? else { return Ok(Packing::Over) };
    let packed = async {
        let file = collect(backend, &caller, export).await?;
        store(backend, &caller, export, file).await
    };
    match packed.await {
        Ok(()) => Ok(Packing::Over),
        // Such a job runs again when its organisation opens again; the closing counts as no failed try.
        Err(error) if error.is_closed() => {
            unclaim(backend, organization, export).await?;
            Ok(Packing::TryLater("the organisation is closed".to_owned()))
        }
        Err(error) if attempts >= MOST_ATTEMPTS => {
            tracing::error!(%organization, %export, %error, "an export was given up");
            set_status(backend, &caller, export, "failed").await?;
            Ok(Packing::Over)
        }
        Err(error) => {
            tracing::warn!(%organization, %export, %error, attempts, "an export did not work yet");
            Ok(Packing::TryLater(error.to_string()))
        }
    }
}

/// Claims the export for packing. One that is already `running` was left by a process that died: it is packed again.
#[expect(clippy::disallowed_methods, reason = "a job goes on in the name of who asked for it")]
async fn claim(backend: &Backend, organization: OrganizationId, export: ExportId) -> Result<Option<(Caller, i32)>> {
    let mut tx = backend.db.upkeep().await?;
    let row = sqlx::query!(
        "update exports e set status = 'running', attempts = attempts + 1, done = 0
         where e.organization_id = $1 and e.id = $2 and e.status in ('queued', 'running')
         returning e.requested_by, e.attempts",
        organization.0,
        export.0
    )
    .fetch_optional(tx.conn())
    .await?;
    tx.commit().await?;
    let Some(row) = row else { return Ok(None) };
    let person = UserId(row.requested_by.unwrap_or(Uuid::nil()));
    // Everything is read in the tenant's own transaction, whose policies keep every other organisation out.
    let owner = Standing { person, role: Role::Owner, tier: MemberTier::default() };
    Ok(Some((Caller::new(person, owner, organization, Via::Job), row.attempts)))
}

/// Takes the claim back, as if nobody had tried.
async fn unclaim(backend: &Backend, organization: OrganizationId, export: ExportId) -> Result<()> {
    let mut tx = backend.db.upkeep().await?;
    sqlx::query!(
        "update exports set status = 'queued', attempts = attempts - 1 where organization_id = $1 and id = $2 and status = 'running'",
        organization.0,
        export.0
    )
    .execute(tx.conn())
    .await?;
    tx.commit().await
}

/// Everything as a ZIP in a temporary file that is deleted by itself.
async fn collect(backend: &Backend, caller: &Caller, export: ExportId) -> Result<File> {
    let file = tempfile::tempfile().map_err(|error| Error::fault("make a temporary file", error))?;
    let archive = Archive::new(file);
    archive.begin("README.txt".to_owned(), false).await?;
    archive.add(README).await?;
    match fill(backend, caller, export, &archive).await {
        Ok(()) => archive.finish().await,
        // The writer's own error says more than that it has stopped.
        Err(error) => Err(archive.finish().await.err().unwrap_or(error)),
    }
}

async fn fill(backend: &Backend, caller: &Caller, export: ExportId, archive: &Archive<File>) -> Result<()> {
    let mut tx = backend.db.tenant(caller).await?;
    let tables = tables::all(&mut tx).await?;
    let keys = sqlx::query_scalar!("select key from files order by key").fetch_all(tx.conn()).await?;
    let total = tables.len() + keys.len();
    for (done, table) in tables.iter().enumerate() {
        progress(backend, caller, export, done, total).await?;
        archive.begin(format!("tables/{}.json", table.name), false).await?;
        let mut rows = sqlx::query_scalar::<_, String>(table.query()).fetch(tx.conn());
        let mut before = "[\n";
        while let Some(row) = rows.try_next().await? {
            archive.add([before, &row].concat()).await?;
            before = ",\n";
        }
        archive.add(if before == "[\n" { "[]\n" } else { "\n]\n" }).await?;
    }
    drop(tx);
    for (done, key) in keys.iter().enumerate() {
        progress(backend, caller, export, tables.len() + done, total).await?;
        add_file(backend, key, archive).await?;
    }
    progress(backend, caller, export, total, total).await
}

/// A file that was removed meanwhile is left out.
async fn add_file(backend: &Backend, key: &str, archive: &Archive<File>) -> Result<()> {
    let key: ObjectKey = key.parse().map_err(|error| Error::fault("read the name of an object", error))?;
    let object = match backend.storage.get(&key).await {
        Ok(object) => object,
        Err(storage::StorageError::Missing) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    archive.begin(format!("files/{key}"), true).await?;
    let mut bytes = std::pin::pin!(object.into_stream());
    while let Some(bytes) = bytes.next().await {
        archive.add(bytes?).await?;
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "an export that is lost with the machine is made again")]
async fn progress(backend: &Backend, caller: &Caller, export: ExportId, done: usize, total: usize) -> Result<()> {
    let mut tx = backend.db.tenant_relaxed(caller).await?;
    let (done, total) = (i32::try_from(done).unwrap_or(i32::MAX), i32::try_from(total).unwrap_or(i32::MAX));
    sqlx::query!("update exports set done = $2, total = $3 where id = $1", export.0, done, total)
        .execute(tx.conn())
        .await?;
    tx.commit().await
}

async fn set_status(backend: &Backend, caller: &Caller, export: ExportId, status: &str) -> Result<()> {
    let mut tx = backend.db.tenant(caller).await?;
    let now = tx.now();
    sqlx::query!(
        "update exports set status = $2, finished_at = $3 where id = $1 and status = 'running'",
        export.0,
        status,
        now
    )
    .execute(tx.conn())
    .await?;
    tx.commit().await
}

async fn store(backend: &Backend, caller: &Caller, export: ExportId, mut file: File) -> Result<()> {
    file.seek(SeekFrom::Start(0)).map_err(|error| Error::fault("read a temporary file", error))?;
    let stamp = files::stamp(backend.clock.now(), latest(backend, caller).await?.as_deref());
    let key = ObjectKey::new(EXPORTS, caller.org().0, stamp, FileKind::Zip);
    let pieces = ReaderStream::new(tokio::fs::File::from_std(file))
        .map_err(|error| Error::fault("read a temporary file", error));
    let bytes = backend.storage.put_stream(&key, pieces).await?;
    let told = finish(backend, caller, export, &key, bytes).await;
    if told.is_err() {
        files::remove(backend, &key.to_string()).await.ok();
    }
    told
}

/// The latest object of an earlier export.
async fn latest(backend: &Backend, caller: &Caller) -> Result<Option<String>> {
    let mut tx = backend.db.tenant(caller).await?;
    let key = sqlx::query_scalar!(
        r#"select object_key as "key!" from exports where object_key is not null order by created_at desc, id desc limit 1"#
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(key)
}

/// Marks the export as ready and mails the owner who asked for it, in one transaction.
async fn finish(backend: &Backend, caller: &Caller, export: ExportId, key: &ObjectKey, bytes: u64) -> Result<()> {
    let mut tx = backend.db.tenant(caller).await?;
    let now = tx.now();
    sqlx::query!(
        "update exports set status = 'ready', object_key = $2, bytes = $3, finished_at = $4, expires_at = $5
         where id = $1 and status = 'running'",
        export.0,
        key.to_string(),
        i64::try_from(bytes).unwrap_or(i64::MAX),
        now,
        now + Duration::days(EXPORT_DAYS.into())
    )
    .execute(tx.conn())
    .await?;
    let asked = sqlx::query!(
        "select u.name, u.email, o.name as organization from users u, organizations o where u.id = $1 and o.id = $2",
        caller.subject().0,
        caller.org().0
    )
    .fetch_optional(tx.conn())
    .await?;
    if let Some(asked) = asked {
        let letter = ExportReady {
            name: asked.name,
            organization: asked.organization,
            link: format!("{}/settings/leave", backend.settings.base_url),
            expires_text: format!("in {EXPORT_DAYS} days"),
        };
        outbox::queue(tx.conn(), backend, Some(caller.org()), &asked.email, &letter).await?;
    }
    tx.commit().await
}

/// Removes expired exports; returns how many. Safe to run at any time, and twice.
pub async fn expire(backend: &Backend) -> Result<u64> {
    let mut tx = backend.db.upkeep().await?;
    let now = tx.now();
    let expired = sqlx::query!(
        "update exports set status = 'expired', object_key = null where status = 'ready' and expires_at <= $1",
        now
    )
    .execute(tx.conn())
    .await?;
    tx.commit().await?;
    Ok(expired.rows_affected())
}
