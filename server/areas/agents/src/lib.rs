//! Agents that members talk to, made and changed by owners and admins.

mod actions;
mod area;
mod count;
mod edit;
mod for_run;
mod home;
mod queries;
mod start;

pub use area::Agents;
pub use edit::edit;
pub use for_run::{AgentVersion, for_run};
pub use queries::{list, profile, settings};
