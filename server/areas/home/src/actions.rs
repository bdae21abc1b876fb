//! Acts on the home page, as the audit log shows them.

use server_core::actions;
use server_core::audit::Action;

actions! {
    SKIP = Action::new("home.skip", "Home: skip a step");
    UNSKIP = Action::new("home.unskip", "Home: show skipped steps again");
}
