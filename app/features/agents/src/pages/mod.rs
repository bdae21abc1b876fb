//! The pages of the agents.

mod agent;
mod agents;

pub use agent::AgentPage;
pub use agents::AgentsPage;
