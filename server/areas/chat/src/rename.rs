//! Gives a conversation a title that the person chose.

use chat_domain::{ConversationRow, RenameConversation};
use domain::{AppError, Permission};
use server_core::{Backend, Caller, Result};

use super::rows::conversation_row;

/// Writes the title; from then on no automatic title replaces it.
pub async fn rename(backend: &Backend, caller: &Caller, form: RenameConversation) -> Result<ConversationRow> {
    caller.refuse_impersonation()?;
    caller.allow(Permission::Chat)?;
    let title = form.validate()?;
    let mut tx = backend.db.tenant(caller).await?;
    let row = sqlx::query!(
        r#"update conversations c set title = $3, title_by = 'user'
           where c.id = $1 and c.user_id = $2 and c.deleted_at is null
           returning c.id, c.title, c.updated_at,
             exists (select from runs r where r.conversation_id = c.id and r.status = 'streaming') as "streaming!""#,
        form.id.0,
        caller.subject().0,
        title.as_str(),
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(AppError::NotFound)?;
    let reader = tx.reader();
    tx.commit().await?;
    Ok(conversation_row(row.id, row.title, row.updated_at, row.streaming, reader))
}
