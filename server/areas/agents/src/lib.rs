//! Agents: what members talk to, made and changed by owners and admins.

mod area;
mod edit;
mod queries;
mod start;

pub use area::Agents;
pub use edit::edit;
pub use queries::{list, profile, settings};
