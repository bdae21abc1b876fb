//! The agent as a run uses it.

use domain::AppError;
use domain::ids::AgentId;
use server_core::Result;
use server_core::db::TenantTx;

/// The settings of an agent when a run begins; later changes affect later runs only.
#[derive(Debug, Clone)]
pub struct AgentVersion {
    pub id: AgentId,
    pub system_prompt: String,
    /// None for the platform's default.
    pub model: Option<String>,
    pub temperature: f32,
    /// The limit of one answer.
    pub max_tokens: i32,
}

/// Gives a run its agent; an archived agent refuses.
pub async fn for_run(tx: &mut TenantTx, id: AgentId) -> Result<AgentVersion> {
    let row = sqlx::query!(
        r#"select system_prompt, model, temperature, max_tokens, archived_at is not null as "is_archived!"
           from agents where id = $1"#,
        id.0
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(AppError::NotFound)?;
    if row.is_archived {
        let message = "This agent has been archived. Start a new conversation with another one.";
        return Err(AppError::conflict(message).into());
    }
    Ok(AgentVersion {
        id,
        system_prompt: row.system_prompt,
        model: row.model,
        temperature: row.temperature,
        max_tokens: row.max_tokens,
    })
}
