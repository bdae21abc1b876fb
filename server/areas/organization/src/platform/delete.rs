//! Deletes an organisation so that it can be restored for thirty days. It closes at once, like a suspended one.

use domain::AppError;
use domain::closures::confirms_name;
use domain::ids::OrganizationId;
use serde_json::json;
use server_core::audit::{self, Act, Doer};
use server_core::db::PlatformTx;
use server_core::revocations::Revocation;
use server_core::{Backend, God, ProvenGod, Result, SignedIn};

use super::state::{State, end_all, lock, wake};
use crate::actions;
use crate::billing;

/// Deletes; `confirmation` is the organisation's name, typed again.
pub async fn delete(
    backend: &Backend,
    god: &ProvenGod,
    organization: OrganizationId,
    confirmation: &str,
) -> Result<()> {
    let mut tx = backend.db.platform(god).await?;
    let state = lock(&mut tx, organization).await?;
    confirms_name(&state.name, confirmation)?;
    close(backend, tx, (organization, state), (god.into(), false)).await
}

/// Deletes on behalf of an owner, who has confirmed it and may undo it.
pub(crate) async fn delete_by_owner(backend: &Backend, owner: &SignedIn, organization: OrganizationId) -> Result<()> {
    let mut tx = backend.db.upkeep().await?;
    let state = lock(&mut tx, organization).await?;
    close(backend, tx, (organization, state), (owner.into(), true)).await
}

async fn close(
    backend: &Backend,
    mut tx: PlatformTx,
    (organization, state): (OrganizationId, State),
    (doer, by_owner): (Doer, bool),
) -> Result<()> {
    if state.deleted_at.is_some() {
        return Err(AppError::conflict("This organisation is deleted already.").into());
    }
    let now = tx.now();
    billing::end(&mut tx, doer, organization).await?;
    sqlx::query!(
        "update organizations set deleted_at = $2, deleted_by_owner = $3 where id = $1",
        organization.0,
        now,
        by_owner
    )
    .execute(tx.conn())
    .await?;
    let runs = end_all(backend, &mut tx, organization).await?;
    let act = Act {
        action: actions::DELETE,
        target: Some(organization.to_string()),
        detail: json!({ "name": state.name, "answers_cut": runs }),
    };
    audit::record_platform(&mut tx, doer, Some(organization), act).await?;
    tx.commit().await?;
    // The database notifies other processes.
    backend.tell(Revocation::Organization(organization));
    Ok(())
}

/// Restores a deleted organisation as it was; one that was suspended before stays suspended.
pub async fn restore(backend: &Backend, god: &God, organization: OrganizationId) -> Result<()> {
    let tx = backend.db.platform(god).await?;
    reopen(tx, organization, god.into()).await
}

/// Restores an organisation that an owner deleted.
pub(crate) async fn restore_by_owner(backend: &Backend, owner: &SignedIn, organization: OrganizationId) -> Result<()> {
    reopen(backend.db.upkeep().await?, organization, owner.into()).await
}

async fn reopen(mut tx: PlatformTx, organization: OrganizationId, doer: Doer) -> Result<()> {
    let state = lock(&mut tx, organization).await?;
    if state.deleted_at.is_none() {
        return Err(AppError::conflict("This organisation is not deleted.").into());
    }
    sqlx::query!("update organizations set deleted_at = null, deleted_by_owner = false where id = $1", organization.0)
        .execute(tx.conn())
        .await?;
    wake(&mut tx, organization).await?;
    let act = Act {
        action: actions::RESTORE,
        target: Some(organization.to_string()),
        detail: json!({ "before": { "deleted_at": state.deleted_at } }),
    };
    audit::record_platform(&mut tx, doer, Some(organization), act).await?;
    tx.commit().await
}
