//! Agents: the list that members see and the form in which owners and admins shape one.

mod api;
mod pages;
mod parts;

pub use api::{EditAgentSettings, GetAgent, ListAgents};
pub use pages::{AgentPage, AgentsPage};
