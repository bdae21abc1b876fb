//! Stepping up: before a dangerous act the person proves once more that it is them at the keyboard.

use domain::accounts::Secret;

use super::Visit;
use super::change_password::confirm;
use crate::{Backend, Result, SignedIn};

/// The field that carries the proof in every form that asks for one.
pub const PROOF: &str = "proof";

/// Refuses, beside the field [`PROOF`], whoever cannot give the person's password. Throttled per person and address.
pub async fn prove(backend: &Backend, signed_in: &SignedIn, visit: &Visit, proof: &Secret) -> Result<()> {
    signed_in.refuse_impersonation()?;
    confirm(backend, signed_in, visit, (PROOF, proof)).await.map(drop)
}
