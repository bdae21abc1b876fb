//! Signing in with address and password.

use crate::desk;
use domain::accounts::SignIn;
use domain::ids::UserId;
use domain::{AppError, FieldErrors};
use server_core::throttle::{self, Account};
use server_core::{Backend, Error, Result, Visit};

use super::admission::{Admission, admit_person};
use super::hashing::{hash_password, verify_password};
use super::people::{self, Person};
use super::tries::SIGN_IN;

/// Begins a session, or asks for the second factor. An unknown address and a wrong password cost the same work and get
/// the same answer; only a person with the right password learns whether there is a second factor.
pub async fn sign_in(backend: &Backend, visit: &Visit, form: SignIn) -> Result<Admission> {
    let spec = form.validate()?;
    let admitted = throttle::admit(backend, SIGN_IN, Account::Address(&spec.email), visit).await?;
    let mut tx = desk(backend).await?;
    let person = people::by_email(tx.conn(), &spec.email).await?;
    tx.commit().await?;
    let stored = person.as_ref().and_then(|person| person.password_hash.clone());
    let verdict = verify_password(&spec.password, stored).await?;
    let Some(Person { id, password_hash: Some(read), .. }) = person.filter(|_| verdict.is_right) else {
        tracing::info!(visitor = visit.fingerprint(), "a sign-in failed");
        return Err(wrong(backend));
    };
    let hash = if verdict.is_outdated { hash_password(&spec.password).await? } else { read.clone() };
    let person = UserId(id);
    let mut tx = desk(backend).await?;
    let now = tx.now();
    // Also proves that the password was not changed meanwhile, which would have ended every session.
    if !people::replace_password(tx.conn(), person, &read, &hash, now).await? {
        return Err(wrong(backend));
    }
    let admission = admit_person(&mut tx, backend, person, visit).await?;
    throttle::forgive(tx.conn(), &admitted).await?;
    tx.commit().await?;
    tracing::info!(user = %person, "the password was right");
    Ok(admission)
}

/// The one answer to every failure; everybody gets the hint about signing up where that is open.
fn wrong(backend: &Backend) -> Error {
    let hint = if backend.settings.open_sign_up {
        " If you have just signed up, first open the link in the mail we sent you."
    } else {
        ""
    };
    Error::App(AppError::Invalid(FieldErrors::form(format!("The address or the password is not right.{hint}"))))
}
