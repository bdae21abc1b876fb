//! What a run is about: the answer that it writes, the agent that gives it, for whom.

use domain::ids::{AgentId, ConversationId, MessageId, RunId};
use llm::Asker;
use server_core::Caller;

use super::hub::Place;

/// Which answer a run writes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Answer {
    pub(crate) run: RunId,
    pub(crate) message: MessageId,
    pub(crate) conversation: ConversationId,
    /// The last message that the model sees.
    pub(crate) until_seq: i32,
    /// Whether the conversation still wants a title.
    pub(crate) titles: bool,
}

/// The agent as it stood when the run began.
#[derive(Debug, Clone)]
pub(crate) struct Agent {
    pub(crate) id: AgentId,
    pub(crate) system_prompt: String,
    pub(crate) model: Option<String>,
    pub(crate) temperature: f32,
    pub(crate) max_tokens: i32,
}

/// Everything that the background task needs.
#[derive(Debug, Clone)]
pub(crate) struct Job {
    pub(super) caller: Caller,
    pub(super) answer: Answer,
    pub(super) agent: Agent,
    /// The model's id; empty when there is none to ask.
    pub(super) model: String,
    /// Whether the model is worth asking for a title.
    pub(super) titles: bool,
    /// Kept for as long as the run is written.
    pub(super) _place: Place,
}

impl Job {
    /// The model's id; empty when there is none to ask.
    pub(crate) fn model(&self) -> &str {
        &self.model
    }

    /// For whom the model is asked.
    pub(super) fn asker(&self) -> Asker {
        let (organization, person) = (self.caller.org().0, self.caller.subject().0);
        Asker { organization: organization.as_u128(), person: person.as_u128() }
    }
}
