//! Agents: the list and the profiles that members see, and the form in which owners and admins edit one.

mod api;
mod pages;
mod parts;

pub use api::{EditAgentSettings, GetAgent, GetAgentProfile, ListAgents};
pub use pages::{AgentPage, AgentsPage};
