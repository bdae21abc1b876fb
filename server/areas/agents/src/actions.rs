//! Acts on agents, as the audit log shows them.

use server_core::actions;
use server_core::audit::Action;

actions! {
    EDIT = Action::new("agents.edit", "Agents: edit");
}
