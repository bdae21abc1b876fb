//! Deleting an organisation so that it can be brought back for thirty days. It closes at once, like a
//! suspended one.

use domain::AppError;
use domain::closures::confirms_name;
use domain::ids::OrganizationId;
use serde_json::json;

use super::state::{lock, wake};
use crate::audit::{self, Act};
use crate::{Backend, God, Result, chat};

/// Deletes; `confirmation` is the organisation's name, typed once more.
pub async fn delete(backend: &Backend, god: &God, organization: OrganizationId, confirmation: &str) -> Result<()> {
    let mut tx = backend.db.platform(god).await?;
    let (state, now) = (lock(&mut tx, organization).await?, tx.now());
    confirms_name(&state.name, confirmation)?;
    if state.deleted_at.is_some() {
        return Err(AppError::conflict("This organisation is deleted already.").into());
    }
    sqlx::query!("update organizations set deleted_at = $2 where id = $1", organization.0, now)
        .execute(tx.conn())
        .await?;
    let runs = chat::close_all(&mut tx, organization).await?;
    let act = Act {
        action: "organization.delete",
        target: Some(organization.to_string()),
        detail: json!({ "name": state.name, "answers_cut": runs }),
    };
    audit::record_platform(&mut tx, god, Some(organization), act).await?;
    tx.commit().await?;
    // Other processes hear of it from the database.
    backend.runs.stop_organization(organization);
    Ok(())
}

/// Brings a deleted organisation back as it was; one that was suspended before stays suspended.
pub async fn restore(backend: &Backend, god: &God, organization: OrganizationId) -> Result<()> {
    let mut tx = backend.db.platform(god).await?;
    let state = lock(&mut tx, organization).await?;
    if state.deleted_at.is_none() {
        return Err(AppError::conflict("This organisation is not deleted.").into());
    }
    sqlx::query!("update organizations set deleted_at = null where id = $1", organization.0).execute(tx.conn()).await?;
    wake(&mut tx, organization).await?;
    let act = Act {
        action: "organization.restore",
        target: Some(organization.to_string()),
        detail: json!({ "before": { "deleted_at": state.deleted_at } }),
    };
    audit::record_platform(&mut tx, god, Some(organization), act).await?;
    tx.commit().await
}
