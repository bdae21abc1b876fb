//! Changes an agent.

use crate::actions;
use agents_domain::EditAgent;
use domain::{AppError, FieldErrors, Permission};
use serde_json::json;
use server_core::{Backend, Caller, Result, audit};

/// Writes the form's settings, unless somebody else has written since the form was read.
pub async fn edit(backend: &Backend, caller: &Caller, form: EditAgent) -> Result<()> {
    caller.allow(Permission::EditAgents)?;
    let spec = form.validate()?;
    if let Some(model) = &spec.model
        && !backend.models.available().iter().any(|card| card.id.to_string() == *model)
    {
        return Err(FieldErrors::of("model", "This model is not available here. Choose another one.").into());
    }
    let mut tx = backend.db.tenant(caller).await?;
    let now = tx.now();
    let before = sqlx::query!(
        "select name, system_prompt, model, temperature, max_tokens, version from agents where id = $1 for update",
        form.id.0
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(AppError::NotFound)?;
    if before.version != form.version {
        let message =
            "Somebody else changed this agent in the meantime. Reload the page to see it, then change it again.";
        return Err(AppError::conflict(message).into());
    }
    sqlx::query!(
        "update agents set name = $2, system_prompt = $3, model = $4, temperature = $5, max_tokens = $6,
           version = version + 1, updated_at = $7
         where id = $1",
        form.id.0,
        spec.name.as_str(),
        spec.system_prompt.as_str(),
        spec.model,
        spec.temperature,
        spec.max_tokens,
        now,
    )
    .execute(tx.conn())
    .await?;
    let detail = json!({
        "before": { "name": before.name, "system_prompt": before.system_prompt, "model": before.model,
                    "temperature": before.temperature, "max_tokens": before.max_tokens },
        "after": { "name": spec.name, "system_prompt": spec.system_prompt, "model": spec.model,
                   "temperature": spec.temperature, "max_tokens": spec.max_tokens },
    });
    audit::record(&mut tx, actions::EDIT, Some(form.id.to_string()), detail).await?;
    tx.commit().await
}
