//! What a run is about: the answer that it writes, the agent that gives it, for whom.

use domain::ids::{AgentId, ConversationId, MessageId, RunId};
use llm::Asker;

use super::hub::Place;
use crate::Caller;

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
    pub(super) _place: Place,
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
