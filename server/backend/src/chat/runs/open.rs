//! Opens a run in the transaction that needs it, and starts it once that is committed.

use domain::AppError;
use domain::ids::{AgentId, ConversationId, MessageId, RunId};

use super::write::write;
use crate::db::TenantTx;
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
}

impl Job {
    /// The model's id; empty when there is none to ask.
    pub(in crate::chat) fn model(&self) -> &str {
        &self.model
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

/// Writes the run's row.
pub(in crate::chat) async fn open(backend: &Backend, tx: &mut TenantTx, answer: Answer, agent: Agent) -> Result<Job> {
    let caller = *tx.caller();
    let now = tx.now();
    let card = backend.model_of(agent.model.as_deref());
    let model = card.as_ref().map(|card| card.id.to_string()).or_else(|| agent.model.clone()).unwrap_or_default();
    sqlx::query!(
        "insert into runs (id, conversation_id, message_id, user_id, agent_id, model, instance_id, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        answer.run.0,
        answer.conversation.0,
        answer.message.0,
        caller.subject().0,
        agent.id.0,
        model,
        backend.instance.id(),
        now
    )
    .execute(tx.conn())
    .await?;
    let caller = caller.as_run(answer.run);
    let titles = answer.titles && card.is_some_and(|card| !card.is_demo);
    Ok(Job { caller, answer, agent, model, titles })
}

/// Starts the background task of a committed run.
pub(in crate::chat) fn start(backend: &Backend, job: Job) {
    let live = backend.runs.enter(job.caller.org(), job.answer.run);
    let task = backend.clone();
    backend.spawn(async move { write(task, job, live).await });
}
