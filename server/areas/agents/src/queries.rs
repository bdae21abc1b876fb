//! Agents as lists and the settings page show them.

use agents_domain::{AgentCard, AgentProfile, AgentSettings, EditAgent, ModelChoice};
use domain::ids::AgentId;
use domain::{AppError, Permission};
use server_core::{Backend, Caller, Result};

/// Every agent of the organisation, by name.
pub async fn list(backend: &Backend, caller: &Caller) -> Result<Vec<AgentCard>> {
    caller.allow(Permission::Chat)?;
    let mut tx = backend.db.tenant(caller).await?;
    let rows = sqlx::query!(
        "select id, name, model, updated_at from agents where archived_at is null order by lower(name), id limit 500"
    )
    .fetch_all(tx.conn())
    .await?;
    let reader = tx.reader();
    let cards = rows.into_iter().map(|row| {
        let model = backend.model_of(row.model.as_deref());
        AgentCard {
            id: AgentId(row.id),
            name: row.name,
            is_demo: model.as_ref().is_some_and(|model| model.is_demo),
            model: model.map_or_else(|| "No model".to_owned(), |model| model.label),
            updated: reader.moment(row.updated_at),
        }
    });
    Ok(cards.collect())
}

/// The part of an agent that everybody who may talk to it may see.
pub async fn profile(backend: &Backend, caller: &Caller, id: AgentId) -> Result<AgentProfile> {
    caller.allow(Permission::Chat)?;
    let mut tx = backend.db.tenant(caller).await?;
    let row = sqlx::query!("select name, model from agents where id = $1", id.0)
        .fetch_optional(tx.conn())
        .await?
        .ok_or(AppError::NotFound)?;
    let model = backend.model_of(row.model.as_deref());
    Ok(AgentProfile {
        name: row.name,
        is_demo: model.as_ref().is_some_and(|model| model.is_demo),
        model: model.map(|model| model.label),
    })
}

/// The current values of the agent's form; the system prompt is for nobody else.
pub async fn settings(backend: &Backend, caller: &Caller, id: AgentId) -> Result<AgentSettings> {
    caller.allow(Permission::EditAgents)?;
    let mut tx = backend.db.tenant(caller).await?;
    let row = sqlx::query!(
        "select name, system_prompt, model, temperature, max_tokens, version from agents where id = $1",
        id.0
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(AppError::NotFound)?;
    let agent = EditAgent {
        id,
        version: row.version,
        name: row.name,
        system_prompt: row.system_prompt,
        model: row.model.unwrap_or_default(),
        temperature: row.temperature.to_string(),
        max_tokens: row.max_tokens.to_string(),
    };
    Ok(AgentSettings {
        agent,
        models: backend.models.available().into_iter().map(choice).collect(),
        default_model: backend.model_of(None).map(|model| model.label),
    })
}

fn choice(card: llm::ModelCard) -> ModelChoice {
    ModelChoice { id: card.id.to_string(), label: card.label, provider: card.provider_label, is_demo: card.is_demo }
}
