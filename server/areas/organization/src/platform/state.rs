//! The state of an organisation, locked while it is changed, and the work that restarts when it opens.

use chrono::{DateTime, Utc};
use domain::AppError;
use domain::ids::OrganizationId;
use server_core::db::PlatformTx;
use server_core::{Backend, Result, outbox};

/// The state that a change is decided on.
pub(super) struct State {
    pub(super) name: String,
    pub(super) suspended_at: Option<DateTime<Utc>>,
    pub(super) suspended_reason: Option<String>,
    pub(super) deleted_at: Option<DateTime<Utc>>,
}

/// Reads the state for a change. The lock does not block references to the organisation, so that a run that stores its
/// last words does not wait for it.
pub(super) async fn lock(tx: &mut PlatformTx, organization: OrganizationId) -> Result<State> {
    sqlx::query_as!(
        State,
        "select name, suspended_at, suspended_reason, deleted_at from organizations where id = $1 for no key update",
        organization.0
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or_else(|| AppError::NotFound.into())
}

/// Ends the work in progress of an organisation that closes; returns how many answers were cut.
pub(super) async fn end_all(backend: &Backend, tx: &mut PlatformTx, organization: OrganizationId) -> Result<u64> {
    let mut cut = 0;
    for area in &backend.areas {
        cut += area.close(backend, tx, organization).await?;
    }
    Ok(cut)
}

/// Queues the kept mails and jobs again, if the organisation is open now.
pub(super) async fn wake(tx: &mut PlatformTx, organization: OrganizationId) -> Result<()> {
    let open = sqlx::query_scalar!(
        r#"select suspended_at is null and deleted_at is null as "open!" from organizations where id = $1"#,
        organization.0
    )
    .fetch_one(tx.conn())
    .await?;
    if open {
        outbox::wake(tx, organization).await?;
        sqlx::query("select app.wake_jobs($1)").bind(organization.0).execute(tx.conn()).await?;
    }
    Ok(())
}
