//! Who asks for something that may want a proof of who sits there.

use domain::accounts::StepUp;
use domain::{AppError, Role};
use server_core::{Backend, Caller, Result, SignedIn, Visit};

/// The caller, with what a proof takes.
#[derive(Clone, Copy)]
pub struct Asker<'a> {
    pub caller: &'a Caller,
    /// None of a program with a key: nobody sits there, and nobody can prove anything.
    pub signed_in: Option<&'a SignedIn>,
    pub visit: &'a Visit,
    pub step_up: &'a StepUp,
}

impl Asker<'_> {
    /// Refuses to give this role where a proof is wanted and not given. An owner cannot be got rid of by who made them one:
    /// whoever finds a session open must not be able to make another, as they cannot hand the organisation over.
    pub(super) async fn prove_to_give(&self, backend: &Backend, role: Role) -> Result<()> {
        self.caller.may_hand_out(role)?;
        if role != Role::Owner {
            return Ok(());
        }
        let signed_in = self.signed_in.ok_or(AppError::Forbidden)?;
        identity_area::prove_or_ask(backend, signed_in, self.visit, self.step_up).await
    }
}
