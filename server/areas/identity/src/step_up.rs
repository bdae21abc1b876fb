//! Stepping up: before a dangerous act the person proves again that they are at the keyboard.

use crate::desk;
use chrono::Duration;
use domain::FieldErrors;
use domain::accounts::{Secret, StepUp, app_code, given_proof};
use server_core::db::IdentityTx;
use server_core::throttle::{self, Account};
use server_core::{Backend, ProvenGod, Result, SignedIn, Visit};

use super::change_password::{Confirmed, confirm};
use super::tries::CONFIRM;
use super::two_factor;

/// The field that carries the proof in every form that asks for one.
pub const PROOF: &str = "proof";

/// How long a proof is valid for the operator's acts on organisations.
const LASTS: Duration = Duration::minutes(15);

/// The operator, if they stepped up a short while ago or do so now. Otherwise the form has to ask for a proof: the
/// error is at the field [`PROOF`].
#[expect(clippy::disallowed_methods, reason = "the proof has been checked")]
pub async fn proven_god(backend: &Backend, signed_in: &SignedIn, visit: &Visit, step_up: &StepUp) -> Result<ProvenGod> {
    let god = signed_in.god()?;
    let is_fresh = signed_in.proved_at().is_some_and(|at| at > backend.clock.now() - LASTS);
    if !is_fresh {
        prove_or_ask(backend, signed_in, visit, step_up).await?;
    }
    Ok(ProvenGod::new(god))
}

/// The same as [`prove`] for forms that show the field only on request: without a proof they have to ask.
pub async fn prove_or_ask(backend: &Backend, signed_in: &SignedIn, visit: &Visit, step_up: &StepUp) -> Result<()> {
    signed_in.refuse_impersonation()?;
    if step_up.proof.expose().is_empty() {
        return Err(FieldErrors::asking_for_proof().into());
    }
    prove(backend, signed_in, visit, &step_up.proof).await
}

/// Refuses, at the field [`PROOF`], anything but the person's password or a fresh code of their authenticator app.
/// Throttled per person and address.
pub async fn prove(backend: &Backend, signed_in: &SignedIn, visit: &Visit, proof: &Secret) -> Result<()> {
    signed_in.refuse_impersonation()?;
    given_proof(proof).map_err(|message| FieldErrors::of(PROOF, message))?;
    let code = app_code(proof.expose()).filter(|_| signed_in.viewer().has_two_factor);
    let Some(code) = code else {
        let Confirmed { admitted, .. } = confirm(backend, signed_in, visit, (PROOF, proof)).await?;
        let mut tx = desk(backend).await?;
        throttle::forgive(tx.conn(), &admitted).await?;
        note(&mut tx, signed_in).await?;
        return tx.commit().await;
    };
    let admitted = throttle::admit(backend, CONFIRM, Account::Person(signed_in.user()), visit).await?;
    let mut tx = desk(backend).await?;
    if !two_factor::use_code(tx.conn(), backend, signed_in.user(), &code).await? {
        return Err(
            FieldErrors::of(PROOF, "This code is not right, or was used already. Wait for the next one.").into()
        );
    }
    throttle::forgive(tx.conn(), &admitted).await?;
    note(&mut tx, signed_in).await?;
    tx.commit().await
}

/// Notes in the session that its person has just proved who they are.
async fn note(tx: &mut IdentityTx, signed_in: &SignedIn) -> Result<()> {
    let now = tx.now();
    sqlx::query!("update sessions set proved_at = $2 where id = $1", signed_in.session().0, now)
        .execute(tx.conn())
        .await?;
    Ok(())
}
