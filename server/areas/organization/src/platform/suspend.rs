//! Suspends an organisation, and resumes it. It takes effect at once: requests are refused from the commit on, open
//! streams end, running answers are cut, mails and jobs wait.

use domain::AppError;
use domain::closures::suspension_reason;
use domain::ids::OrganizationId;
use serde_json::json;
use server_core::audit::{self, Act};
use server_core::revocations::Revocation;
use server_core::{Backend, God, ProvenGod, Result};

use super::state::{end_all, lock, wake};
use crate::actions;

/// Suspends; the reason is shown to the people of the organisation.
pub async fn suspend(backend: &Backend, god: &ProvenGod, organization: OrganizationId, reason: &str) -> Result<()> {
    let reason = suspension_reason(reason)?;
    let mut tx = backend.db.platform(god).await?;
    let (state, now) = (lock(&mut tx, organization).await?, tx.now());
    if state.deleted_at.is_some() || state.suspended_at.is_some() {
        let state = if state.deleted_at.is_some() { "deleted" } else { "suspended" };
        return Err(AppError::conflict(format!("This organisation is {state} already.")).into());
    }
    sqlx::query!(
        "update organizations set suspended_at = $2, suspended_reason = $3 where id = $1",
        organization.0,
        now,
        reason.as_str()
    )
    .execute(tx.conn())
    .await?;
    let runs = end_all(backend, &mut tx, organization).await?;
    let act = Act {
        action: actions::SUSPEND,
        target: Some(organization.to_string()),
        detail: json!({ "reason": reason, "answers_cut": runs }),
    };
    audit::record_platform(&mut tx, god, Some(organization), act).await?;
    tx.commit().await?;
    // The database notifies other processes.
    backend.tell(Revocation::Organization(organization));
    Ok(())
}

/// Ends the suspension; waiting mails and jobs continue.
pub async fn resume(backend: &Backend, god: &God, organization: OrganizationId) -> Result<()> {
    let mut tx = backend.db.platform(god).await?;
    let state = lock(&mut tx, organization).await?;
    if state.suspended_at.is_none() {
        return Err(AppError::conflict("This organisation is not suspended.").into());
    }
    sqlx::query!("update organizations set suspended_at = null, suspended_reason = null where id = $1", organization.0)
        .execute(tx.conn())
        .await?;
    wake(&mut tx, organization).await?;
    let act = Act {
        action: actions::RESUME,
        target: Some(organization.to_string()),
        detail: json!({ "before": { "reason": state.suspended_reason, "since": state.suspended_at } }),
    };
    audit::record_platform(&mut tx, god, Some(organization), act).await?;
    tx.commit().await
}
