//! Acts on the audit log itself.

use server_core::actions;
use server_core::audit::Action;

actions! {
    EDIT_SETTINGS = Action::new("audit.settings", "Audit: settings");
}
