//! The exports of an organisation as its owner sees them, and the object of each.

use chrono::{DateTime, Utc};
use domain::AppError;
use domain::ids::ExportId;
use organization_domain::offboarding::{ExportRow, ExportStatus, OffboardingView};
use serde_json::json;
use server_core::moments::Reader;
use server_core::{Backend, Caller, Error, Result, audit};
use storage::ObjectKey;
use uuid::Uuid;

use super::admit;
use crate::actions;

/// How many exports the page shows.
const SHOWN: i64 = 10;

struct Row {
    id: Uuid,
    status: String,
    done: i32,
    total: i32,
    bytes: Option<i64>,
    created_at: DateTime<Utc>,
    expires_at: Option<DateTime<Utc>>,
}

/// The latest exports.
pub async fn exports(backend: &Backend, caller: &Caller) -> Result<OffboardingView> {
    admit(caller)?;
    let mut tx = backend.db.tenant(caller).await?;
    let organization = sqlx::query_scalar!("select name from organizations where id = $1", caller.org().0)
        .fetch_one(tx.conn())
        .await?;
    let rows = sqlx::query_as!(
        Row,
        "select id, status, done, total, bytes, created_at, expires_at from exports order by created_at desc, id desc limit $1",
        SHOWN
    )
    .fetch_all(tx.conn())
    .await?;
    let reader = tx.reader();
    let exports = rows.into_iter().map(|row| export_row(row, reader)).collect::<Result<_>>()?;
    Ok(OffboardingView { organization, exports })
}

fn export_row(row: Row, reader: Reader) -> Result<ExportRow> {
    let stored: ExportStatus = row.status.parse().map_err(Error::Fault)?;
    let is_over = stored == ExportStatus::Ready && row.expires_at.is_some_and(|expires| expires <= reader.now);
    let status = if is_over { ExportStatus::Expired } else { stored };
    let id = ExportId(row.id);
    Ok(ExportRow {
        id,
        status,
        percent: u8::try_from(i64::from(row.done) * 100 / i64::from(row.total.max(1))).unwrap_or(100),
        bytes: row.bytes.and_then(|bytes| u64::try_from(bytes).ok()),
        created: reader.moment(row.created_at),
        expires: row.expires_at.map(|expires| reader.moment(expires)),
        link: (status == ExportStatus::Ready).then(|| format!("/exports/{id}")),
    })
}

/// The object of the export, and its file name; each download is in the audit log.
pub async fn download(backend: &Backend, caller: &Caller, id: ExportId) -> Result<(ObjectKey, String)> {
    // Callers who may not have it must not learn that it exists.
    admit(caller).map_err(|_| AppError::NotFound)?;
    let mut tx = backend.db.tenant(caller).await?;
    let now = tx.now();
    let row = sqlx::query!(
        r#"select e.object_key as "key!", o.slug, e.created_at from exports e join organizations o on o.id = e.organization_id
           where e.id = $1 and e.status = 'ready' and e.expires_at > $2"#,
        id.0,
        now
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(AppError::NotFound)?;
    audit::record(&mut tx, actions::DOWNLOAD_EXPORT, Some(id.to_string()), json!({})).await?;
    tx.commit().await?;
    let key = row.key.parse().map_err(|error| Error::fault("read the name of an object", error))?;
    Ok((key, format!("{}-{}.zip", row.slug, row.created_at.format("%Y-%m-%d"))))
}
