//! Opens a run in the transaction that needs it, and starts it once that is committed.

use domain::AppError;
use domain::ids::AgentId;
use server_core::db::TenantTx;
use server_core::limits::{self, MostTokens};
use server_core::{Backend, Result};

use super::history::tokens_to_read;
use super::hub::hub;
use super::job::{Agent, Answer, Job};
use super::write::write;

/// Reads the agent that is to answer.
pub(crate) async fn agent(tx: &mut TenantTx, id: AgentId) -> Result<Agent> {
    let row = sqlx::query!("select system_prompt, model, temperature, max_tokens from agents where id = $1", id.0)
        .fetch_optional(tx.conn())
        .await?
        .ok_or(AppError::NotFound)?;
    Ok(Agent {
        id,
        system_prompt: row.system_prompt,
        model: row.model,
        temperature: row.temperature,
        max_tokens: row.max_tokens,
    })
}

/// Writes the run's row, if one more answer may be written now.
#[expect(clippy::disallowed_methods, reason = "a run goes on in the name of who asked")]
pub(crate) async fn open(backend: &Backend, tx: &mut TenantTx, answer: Answer, agent: Agent) -> Result<Job> {
    let place = hub(backend).take_place().ok_or_else(crowded)?;
    limits::require_room_for_answer(tx).await?;
    let caller = *tx.caller();
    let now = tx.now();
    let card = backend.model_of(agent.model.as_deref());
    let model = card.as_ref().map(|card| card.id.to_string()).or_else(|| agent.model.clone()).unwrap_or_default();
    let is_paid = card.is_some_and(|card| !card.is_demo);
    // Asked before the provider is; what the demo model says costs nothing.
    let reserved = if is_paid {
        let most = MostTokens { read: tokens_to_read(tx, answer, &agent).await?, written: agent.max_tokens.into() };
        limits::set_ai_budget_aside(tx, &model, most).await?
    } else {
        0
    };
    sqlx::query!(
        "insert into runs (id, conversation_id, message_id, user_id, agent_id, model, instance_id, reserved_microcents, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        answer.run.0,
        answer.conversation.0,
        answer.message.0,
        caller.subject().0,
        agent.id.0,
        model,
        backend.instance.id(),
        reserved,
        now
    )
    .execute(tx.conn())
    .await?;
    let caller = caller.as_run(answer.run);
    let titles = answer.titles && is_paid;
    Ok(Job { caller, answer, agent, model, titles, _place: place })
}

fn crowded() -> AppError {
    AppError::Unavailable {
        message: "The server is writing as many answers as it can right now. Please try again in a moment.".to_owned(),
    }
}

/// Starts the background task of a committed run.
pub(crate) fn start(backend: &Backend, job: Job) {
    let live = hub(backend).enter(job.caller.org(), job.answer.run);
    let task = backend.clone();
    backend.spawn(async move { write(task, job, live).await });
}
