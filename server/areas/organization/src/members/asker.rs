//! The caller of an act that may require a proof.

use domain::accounts::StepUp;
use domain::{AppError, Role};
use server_core::{Backend, Caller, Result, SignedIn, Visit};

/// The caller, with the session and visit that a proof needs.
#[derive(Clone, Copy)]
pub struct Asker<'a> {
    pub caller: &'a Caller,
    /// None for a program with a key: nobody is at the keyboard, and nobody can prove anything.
    pub signed_in: Option<&'a SignedIn>,
    pub visit: &'a Visit,
    pub step_up: &'a StepUp,
}

impl Asker<'_> {
    /// Refuses to give this role where a proof is required and missing. An owner cannot be removed by whoever made them
    /// one: a person who finds an open session must not be able to make an owner, just as they cannot transfer the
    /// organisation.
    pub(super) async fn prove_to_give(&self, backend: &Backend, role: Role) -> Result<()> {
        self.caller.may_hand_out(role)?;
        if role != Role::Owner {
            return Ok(());
        }
        let signed_in = self.signed_in.ok_or(AppError::Forbidden)?;
        identity_area::prove_or_ask(backend, signed_in, self.visit, self.step_up).await
    }
}
