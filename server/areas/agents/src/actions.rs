//! What is done to agents, as the audit log tells of it.

use server_core::actions;
use server_core::audit::Action;

actions! {
    EDIT = Action::new("agents.edit", "Agents: edit");
}
