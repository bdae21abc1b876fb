//! Agents: what members talk to, made and changed by owners and admins.

mod edit;
mod queries;
mod start;

pub use edit::edit;
pub use queries::{list, profile, settings};
pub(crate) use start::welcome_agent;
