//! The parts that the agents' pages are made of.

mod agent_form;

pub use agent_form::AgentForm;
