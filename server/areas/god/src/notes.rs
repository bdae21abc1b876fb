//! The operator's notes on an organisation.

use crate::actions;
use domain::AppError;
use domain::ids::{NoteId, OrganizationId};
use god_domain::NewNote;
use serde_json::json;
use server_core::audit::{self, Act};
use server_core::{Backend, God, Result, random};

/// Adds a note. Its text stays out of the audit log, which the organisation can read.
pub async fn add_note(backend: &Backend, god: &God, form: NewNote) -> Result<()> {
    let text = form.validate()?;
    let mut tx = backend.db.platform(god).await?;
    let (id, now) = (random::id(), tx.now());
    let known = sqlx::query!(
        "insert into organization_notes (id, organization_id, author_id, text, created_at)
         select $1, o.id, $3, $4, $5 from organizations o where o.id = $2",
        id,
        form.organization.0,
        god.actor().0,
        text.as_str(),
        now
    )
    .execute(tx.conn())
    .await?;
    if known.rows_affected() == 0 {
        return Err(AppError::NotFound.into());
    }
    let act = Act {
        action: actions::ADD_NOTE,
        target: Some(id.to_string()),
        detail: json!({ "organization": form.organization }),
    };
    audit::record_platform(&mut tx, god, None, act).await?;
    tx.commit().await
}

/// Deletes a note for good.
pub async fn delete_note(backend: &Backend, god: &God, note: NoteId) -> Result<()> {
    let mut tx = backend.db.platform(god).await?;
    let organization =
        sqlx::query_scalar!("delete from organization_notes where id = $1 returning organization_id", note.0)
            .fetch_optional(tx.conn())
            .await?
            .map(OrganizationId)
            .ok_or(AppError::NotFound)?;
    let act = Act {
        action: actions::DELETE_NOTE,
        target: Some(note.to_string()),
        detail: json!({ "organization": organization }),
    };
    audit::record_platform(&mut tx, god, None, act).await?;
    tx.commit().await
}
