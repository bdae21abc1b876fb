//! Changes the password of a person who knows the old one.

use crate::desk;
use domain::FieldErrors;
use domain::accounts::{ChangePassword, Secret};
use server_core::throttle::{self, Account, Admitted};
use server_core::{Backend, Error, Result, SignedIn, Visit, outbox};

use super::events::{self, Event};
use super::hashing::{hash_password, verify_password};
use super::people::{self, Person};
use super::reset::changed_letter;
use super::tries::CONFIRM;
use super::{common_passwords, links, sessions};

/// Changes the password; every other session and every open link ends, and the person is notified.
pub async fn change_password(
    backend: &Backend,
    signed_in: &SignedIn,
    visit: &Visit,
    form: ChangePassword,
) -> Result<()> {
    signed_in.refuse_impersonation()?;
    let (current, new) = form.validate()?;
    let viewer = signed_in.viewer();
    common_passwords::refuse("new_password", &new, backend, &[&viewer.email, &viewer.name])?;
    let Confirmed { person, read, admitted } =
        confirm(backend, signed_in, visit, ("current_password", &current)).await?;
    let hash = hash_password(&new).await?;
    let mut tx = desk(backend).await?;
    let now = tx.now();
    if !people::replace_password(tx.conn(), signed_in.user(), &read, &hash, now).await? {
        return Err(not_right("current_password"));
    }
    sessions::end_others(tx.conn(), signed_in.user(), Some(signed_in.session())).await?;
    links::revoke(tx.conn(), signed_in.user(), now).await?;
    throttle::forgive(tx.conn(), &admitted).await?;
    events::note(&mut tx, signed_in, Event::PasswordChanged).await?;
    let letter = changed_letter(tx.conn(), backend, &person).await?;
    outbox::queue(tx.conn(), backend, None, &person.email, &letter).await?;
    tx.commit().await
}

/// A person whose password was right.
pub(super) struct Confirmed {
    pub person: Person,
    /// The hash that matched.
    pub read: String,
    /// The counters of the try.
    pub admitted: Admitted,
}

/// Checks that the person is at the keyboard.
pub(super) async fn confirm(
    backend: &Backend,
    signed_in: &SignedIn,
    visit: &Visit,
    (field, password): (&str, &Secret),
) -> Result<Confirmed> {
    let admitted = throttle::admit(backend, CONFIRM, Account::Person(signed_in.user()), visit).await?;
    let mut tx = desk(backend).await?;
    let person = people::by_id(tx.conn(), signed_in.user()).await?.ok_or(domain::AppError::Unauthenticated)?;
    tx.commit().await?;
    let verdict = verify_password(password, person.password_hash.clone()).await?;
    match person.password_hash.clone() {
        Some(read) if verdict.is_right => Ok(Confirmed { person, read, admitted }),
        _ => Err(not_right(field)),
    }
}

fn not_right(field: &str) -> Error {
    FieldErrors::of(field, "This is not your password.").into()
}
