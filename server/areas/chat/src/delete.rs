//! Deletes a conversation so that it can be restored for a while, and purges those that nobody restored.

use chat_domain::ConversationRow;
use chrono::Duration;
use domain::ids::ConversationId;
use domain::{AppError, Permission};
use server_core::{Backend, Caller, Result};

use super::rows::conversation_row;

/// How long a deleted conversation can be restored.
const KEPT: Duration = Duration::days(30);

/// Hides the conversation and stops the answer that is being written in it.
pub async fn delete(backend: &Backend, caller: &Caller, id: ConversationId) -> Result<()> {
    caller.refuse_impersonation()?;
    caller.allow(Permission::Chat)?;
    let mut tx = backend.db.tenant(caller).await?;
    let now = tx.now();
    let deleted = sqlx::query!(
        "update conversations set deleted_at = $3 where id = $1 and user_id = $2 and deleted_at is null",
        id.0,
        caller.subject().0,
        now
    )
    .execute(tx.conn())
    .await?;
    if deleted.rows_affected() == 0 {
        return Err(AppError::NotFound.into());
    }
    let running = runs_area::wish_stop(&mut tx, id).await?;
    tx.commit().await?;
    if let Some(run) = running {
        runs_area::halt(backend, run);
    }
    Ok(())
}

/// Restores a deleted conversation.
pub async fn restore(backend: &Backend, caller: &Caller, id: ConversationId) -> Result<ConversationRow> {
    caller.refuse_impersonation()?;
    caller.allow(Permission::Chat)?;
    let mut tx = backend.db.tenant(caller).await?;
    let row = sqlx::query!(
        "update conversations set deleted_at = null where id = $1 and user_id = $2 and deleted_at is not null
         returning id, title, updated_at",
        id.0,
        caller.subject().0,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(AppError::NotFound)?;
    let reader = tx.reader();
    tx.commit().await?;
    Ok(conversation_row(row.id, row.title, row.updated_at, false, reader))
}

/// Purges conversations that were deleted long enough ago; returns how many.
pub async fn purge(backend: &Backend) -> Result<u64> {
    let mut tx = backend.db.upkeep().await?;
    let until = tx.now() - KEPT;
    let purged = sqlx::query!("delete from conversations where deleted_at < $1", until).execute(tx.conn()).await?;
    tx.commit().await?;
    Ok(purged.rows_affected())
}
