//! Stepping up: before a dangerous act the person proves once more that it is them at the keyboard.

use domain::FieldErrors;
use domain::accounts::{Secret, app_code, given_proof};

use super::change_password::{Confirmed, confirm};
use super::throttle::{self, Account, CONFIRM};
use super::{Visit, two_factor};
use crate::{Backend, Result, SignedIn};

/// The field that carries the proof in every form that asks for one.
pub const PROOF: &str = "proof";

/// Refuses, beside the field [`PROOF`], whoever can give neither the person's password nor a fresh code of their
/// authenticator app. Throttled per person and address.
pub async fn prove(backend: &Backend, signed_in: &SignedIn, visit: &Visit, proof: &Secret) -> Result<()> {
    signed_in.refuse_impersonation()?;
    given_proof(proof).map_err(|message| FieldErrors::of(PROOF, message))?;
    let code = app_code(proof.expose()).filter(|_| signed_in.viewer().has_two_factor);
    let Some(code) = code else {
        let Confirmed { admitted, .. } = confirm(backend, signed_in, visit, (PROOF, proof)).await?;
        let mut tx = backend.db.identity().await?;
        throttle::forgive(tx.conn(), &admitted).await?;
        return tx.commit().await;
    };
    let admitted = throttle::admit(backend, CONFIRM, Account::Person(signed_in.user()), visit).await?;
    let mut tx = backend.db.identity().await?;
    if !two_factor::use_code(tx.conn(), backend, signed_in.user(), &code).await? {
        return Err(
            FieldErrors::of(PROOF, "This code is not right, or was used already. Wait for the next one.").into()
        );
    }
    throttle::forgive(tx.conn(), &admitted).await?;
    tx.commit().await
}
