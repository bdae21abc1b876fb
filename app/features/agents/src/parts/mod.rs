//! The parts of the agents' pages.

mod agent_form;
mod profile;

pub use agent_form::AgentForm;
pub use profile::ProfileView;
