//! Opens a run in the transaction that needs it, and starts it once that is committed.

use domain::AppError;
use domain::ids::{AgentId, ConversationId, MessageId, RunId};
use llm::Asker;

use super::history::tokens_to_read;
use super::hub::{Place, hub};
use super::write::write;
use crate::db::TenantTx;
use crate::limits::{self, MostTokens};
use crate::{Backend, Caller, Result};

/// Which answer a run writes.
#[derive(Debug, Clone, Copy)]
pub(in crate::chat) struct Answer {
    pub(in crate::chat) run: RunId,
    pub(in crate::chat) message: MessageId,
    pub(in crate::chat) conversation: ConversationId,
    /// The last message that the model sees.
    pub(in crate::chat) until_seq: i32,
    /// Whether the conversation still wants a title.
    pub(in crate::chat) titles: bool,
}

/// The agent as it stood when the run began.
#[derive(Debug, Clone)]
pub(in crate::chat) struct Agent {
    pub(in crate::chat) id: AgentId,
    pub(in crate::chat) system_prompt: String,
    pub(in crate::chat) model: Option<String>,
    pub(in crate::chat) temperature: f32,
    pub(in crate::chat) max_tokens: i32,
}

/// Everything that the background task needs.
#[derive(Debug, Clone)]
pub(in crate::chat) struct Job {
    pub(super) caller: Caller,
    pub(super) answer: Answer,
    pub(super) agent: Agent,
    /// The model's id; empty when there is none to ask.
    pub(super) model: String,
    /// Whether the model is worth asking for a title.
    pub(super) titles: bool,
    /// Kept for as long as the run is written.
    _place: Place,
}

impl Job {
    /// The model's id; empty when there is none to ask.
    pub(in crate::chat) fn model(&self) -> &str {
        &self.model
    }

    /// For whom the model is asked.
    pub(super) fn asker(&self) -> Asker {
        let (organization, person) = (self.caller.org().0, self.caller.subject().0);
        Asker { organization: organization.as_u128(), person: person.as_u128() }
    }
}

/// Reads the agent that is to answer.
pub(in crate::chat) async fn agent(tx: &mut TenantTx, id: AgentId) -> Result<Agent> {
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
pub(in crate::chat) async fn open(backend: &Backend, tx: &mut TenantTx, answer: Answer, agent: Agent) -> Result<Job> {
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
pub(in crate::chat) fn start(backend: &Backend, job: Job) {
    let live = hub(backend).enter(job.caller.org(), job.answer.run);
    let task = backend.clone();
    backend.spawn(async move { write(task, job, live).await });
}
