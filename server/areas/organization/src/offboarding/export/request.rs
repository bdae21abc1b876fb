//! Requests an export.

use domain::AppError;
use domain::ids::ExportId;
use serde_json::json;
use server_core::jobs::{self, NewJob};
use server_core::{Backend, Caller, Error, Result, audit, random};

use super::admit;
use super::job::ExportOrganization;
use crate::actions;

/// Queues an export of the caller's organisation; one at a time.
pub async fn request_export(backend: &Backend, caller: &Caller) -> Result<ExportId> {
    admit(caller)?;
    let id = random::id();
    let mut tx = backend.db.tenant(caller).await?;
    let now = tx.now();
    let added = sqlx::query!(
        "insert into exports (id, requested_by, created_at) values ($1, $2, $3)",
        id,
        caller.subject().0,
        now
    )
    .execute(tx.conn())
    .await
    .map_err(Error::from);
    match added {
        Err(error) if error.constraint() == Some("exports_open_key") => {
            return Err(
                AppError::conflict("An export is being packed already. You get a mail when it is ready.").into()
            );
        }
        added => added?,
    };
    let (organization, key) = (Some(caller.org()), format!("export:{id}"));
    jobs::add(tx.conn(), NewJob { organization, key: &key, job: ExportOrganization { export: id } }).await?;
    audit::record(&mut tx, actions::REQUEST_EXPORT, Some(id.to_string()), json!({})).await?;
    tx.commit().await?;
    Ok(ExportId(id))
}
