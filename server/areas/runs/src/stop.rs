//! Stops a run on the person's request.

use domain::ids::{ConversationId, RunId};
use domain::{AppError, Permission};
use server_core::db::TenantTx;
use server_core::{Backend, Caller, Result};

use super::hub::hub;

/// Asks the run to stop; one that has ended already stays as it is.
pub async fn stop(backend: &Backend, caller: &Caller, run: RunId) -> Result<()> {
    caller.refuse_impersonation()?;
    caller.allow(Permission::Chat)?;
    let mut tx = backend.db.tenant(caller).await?;
    let now = tx.now();
    sqlx::query_scalar!(
        r#"update runs set stop_requested_at = coalesce(stop_requested_at, $3)
           where id = $1 and user_id = $2 returning id"#,
        run.0,
        caller.subject().0,
        now
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(AppError::NotFound)?;
    tx.commit().await?;
    halt(backend, run);
    Ok(())
}

/// Asks the run that is being written in a conversation to stop, if there is one; [`halt`] it after the commit.
pub async fn wish_stop(tx: &mut TenantTx, conversation: ConversationId) -> Result<Option<RunId>> {
    let now = tx.now();
    let running = sqlx::query_scalar!(
        "update runs set stop_requested_at = $2 where conversation_id = $1 and status = 'streaming' returning id",
        conversation.0,
        now
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(running.map(RunId))
}

/// Whether somebody wants the run to stop, also if the notification came before this process had the run in its hub.
pub(super) async fn is_wanted(tx: &mut TenantTx, run: RunId) -> Result<bool> {
    let is_wanted =
        sqlx::query_scalar!(r#"select stop_requested_at is not null as "wanted!" from runs where id = $1"#, run.0)
            .fetch_optional(tx.conn())
            .await?;
    Ok(is_wanted.unwrap_or_default())
}

/// Stops the runs that this process writes and should not: their notifications may have been missed.
pub(super) async fn heed(backend: &Backend) -> Result<()> {
    let (hub, instance) = (hub(backend), backend.instance.id());
    // Each of them was committed before it was put into the hub.
    let written = hub.ids();
    let mut tx = backend.db.upkeep().await?;
    let unhindered = sqlx::query_scalar!(
        "select id from runs where instance_id = $1 and status = 'streaming' and stop_requested_at is null",
        instance
    )
    .fetch_all(tx.conn())
    .await?;
    for run in written.into_iter().filter(|run| !unhindered.contains(run)) {
        hub.stop(RunId(run));
    }
    Ok(())
}

/// Stops a run at once whose stop is stored, if this process writes it; the database notifies the process that does.
pub fn halt(backend: &Backend, run: RunId) {
    hub(backend).stop(run);
}
