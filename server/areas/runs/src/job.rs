//! The task of a run: its person, its purpose, its agent.

use agents_area::AgentVersion;
use llm::Asker;
use server_core::Caller;

use super::hub::Place;
use super::purpose::{Purpose, RunKey};

/// Everything that the background task needs.
#[derive(Debug, Clone)]
pub struct Job {
    pub(super) caller: Caller,
    pub(super) key: RunKey,
    pub(super) purpose: &'static dyn Purpose,
    pub(super) agent: AgentVersion,
    /// The model's id; empty when there is no model.
    pub(super) model: String,
    /// Whether a title is wanted, and the model is worth asking for one.
    pub(super) titles: bool,
    /// Held for as long as the run is written.
    pub(super) _place: Place,
}

impl Job {
    /// The model's id; empty when there is no model.
    pub fn model(&self) -> &str {
        &self.model
    }

    /// The person and organisation that the model is asked for.
    pub(super) fn asker(&self) -> Asker {
        let (organization, person) = (self.caller.org().0, self.caller.subject().0);
        Asker { organization: organization.as_u128(), person: person.as_u128() }
    }
}
