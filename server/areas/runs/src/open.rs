//! Opens a run in the transaction that needs it, and starts it once that is committed.

use agents_area::{AgentVersion, for_run};
use domain::AppError;
use domain::ids::AgentId;
use server_core::db::TenantTx;
use server_core::limits::{self, MostTokens};
use server_core::{Backend, Result};

use super::hub::hub;
use super::job::Job;
use super::purpose::{Purpose, RunKey};
use super::write::write;

/// Bytes of a token where texts are dense; plain English has more of them.
const BYTES_PER_TOKEN: i64 = 3;
/// The overhead around each text.
const TOKENS_PER_TEXT: i64 = 8;

/// A run that is about to be opened.
#[derive(Debug, Clone, Copy)]
pub struct Opening {
    pub key: RunKey,
    pub purpose: &'static dyn Purpose,
    pub agent: AgentId,
    /// Whether its subject still needs a title.
    pub wants_title: bool,
}

/// Writes the run's row, if one more answer may be written now.
#[expect(clippy::disallowed_methods, reason = "a run goes on in the name of the person who asked")]
pub async fn open(backend: &Backend, tx: &mut TenantTx, opening: Opening) -> Result<Job> {
    let agent = for_run(tx, opening.agent).await?;
    let place = hub(backend).take_place().ok_or_else(crowded)?;
    limits::require_room_for_answer(tx).await?;
    let card = backend.model_of(agent.model.as_deref());
    let model = card.as_ref().map(|card| card.id.to_string()).or_else(|| agent.model.clone()).unwrap_or_default();
    let is_paid = card.is_some_and(|card| !card.is_demo);
    // Reserved before the provider is called; the demo model costs nothing.
    let reserved = if is_paid { set_aside(tx, &opening, &agent, &model).await? } else { 0 };
    insert(tx, &opening, Begun { model: &model, instance: backend.instance.id(), reserved }).await?;
    let caller = tx.caller().as_run(opening.key.run);
    let titles = opening.wants_title && is_paid;
    Ok(Job { caller, key: opening.key, purpose: opening.purpose, agent, model, titles, _place: place })
}

async fn set_aside(tx: &mut TenantTx, opening: &Opening, agent: &AgentVersion, model: &str) -> Result<i64> {
    let reading = opening.purpose.reading(tx, opening.key).await?;
    let bytes = reading.bytes.saturating_add(i64::try_from(agent.system_prompt.len()).unwrap_or(i64::MAX));
    // One more text than those: the prompt.
    let read = bytes / BYTES_PER_TOKEN + (reading.texts + 1) * TOKENS_PER_TEXT;
    limits::set_ai_budget_aside(tx, model, MostTokens { read, written: agent.max_tokens.into() }).await
}

/// The values of a run's row that are computed first.
struct Begun<'a> {
    model: &'a str,
    /// The process that writes it.
    instance: i32,
    /// Reserved of the organisation's budget, in millionths of a cent.
    reserved: i64,
}

async fn insert(tx: &mut TenantTx, opening: &Opening, begun: Begun<'_>) -> Result<()> {
    let (person, now) = (tx.caller().subject().0, tx.now());
    let key = opening.key;
    sqlx::query!(
        "insert into runs (id, purpose, conversation_id, message_id, user_id, agent_id, model, instance_id,
           reserved_microcents, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        key.run.0,
        opening.purpose.name(),
        key.conversation.map(|conversation| conversation.0),
        key.message.map(|message| message.0),
        person,
        opening.agent.0,
        begun.model,
        begun.instance,
        begun.reserved,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

fn crowded() -> AppError {
    AppError::Unavailable {
        message: "The server is writing as many answers as it can right now. Please try again in a moment.".to_owned(),
    }
}

/// Starts the background task of a committed run.
pub fn start(backend: &Backend, job: Job) {
    let live = hub(backend).enter(job.caller.org(), job.key.run);
    let task = backend.clone();
    backend.spawn(async move { write(task, job, live).await });
}
