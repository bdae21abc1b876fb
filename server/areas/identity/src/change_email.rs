//! Changes an address: the new one is in force once a link mailed to it is confirmed, and the old one is notified.

use crate::desk;
use domain::accounts::{ChangeEmail, LinkToken};
use domain::ids::UserId;
use domain::{AppError, FieldErrors};
use mail::Letter;
use server_core::audit::Doer;
use server_core::throttle::{self, Account};
use server_core::{Backend, Error, Origin, Result, SignedIn, Visit, moments, outbox};

use super::change_password::{Confirmed, confirm};
use super::events::{self, Event};
use super::letters::{AlreadyRegistered, ConfirmNewEmail, EmailChanged};
use super::links::{self, LIFETIME_TEXT, Purpose};
use super::people;
use super::tries::CHANGE_EMAIL;

/// Mails the new address, whether somebody else has it or not: only its holder learns which.
pub async fn change_email(backend: &Backend, signed_in: &SignedIn, visit: &Visit, form: ChangeEmail) -> Result<()> {
    signed_in.refuse_impersonation()?;
    let (email, password) = form.validate()?;
    if email == signed_in.viewer().email {
        return Err(FieldErrors::of("email", "This is the address you have now.").into());
    }
    let Confirmed { person, admitted, .. } = confirm(backend, signed_in, visit, ("password", &password)).await?;
    throttle::admit(backend, CHANGE_EMAIL, Account::Person(signed_in.user()), visit).await?;
    let mut tx = desk(backend).await?;
    throttle::forgive(tx.conn(), &admitted).await?;
    let holder = people::by_email(tx.conn(), &email).await?;
    // If the address is taken, the link is mailed to nobody.
    let link = links::issue(tx.conn(), backend, Purpose::ChangeEmail, (Some(signed_in.user()), &email)).await?;
    let letter: Box<dyn Letter> = match holder {
        None => Box::new(ConfirmNewEmail { name: person.name, link, expires_text: LIFETIME_TEXT.to_owned() }),
        Some(holder) => Box::new(AlreadyRegistered {
            name: holder.name,
            sign_in_link: format!("{}/sign-in", backend.settings.base_url),
            reset_link: format!("{}/forgot-password", backend.settings.base_url),
        }),
    };
    outbox::queue(tx.conn(), backend, None, &email, &*letter).await?;
    tx.commit().await
}

/// Puts the new address in force. The token alone is enough: it may be opened on another device.
pub async fn confirm_email(backend: &Backend, visit: &Visit, form: LinkToken) -> Result<()> {
    let mut tx = desk(backend).await?;
    let now = tx.now();
    let link = links::consume(tx.conn(), Purpose::ChangeEmail, &form.token, now).await?;
    let person = UserId(link.user_id);
    let before = people::by_id(tx.conn(), person).await?.ok_or_else(links::stale)?;
    sqlx::query!("update users set email = $2, email_verified_at = $3 where id = $1", person.0, link.email, now)
        .execute(tx.conn())
        .await
        .map_err(|error| taken(error.into()))?;
    events::note(&mut tx, Doer::at_the_desk(person, Origin::of(visit)), Event::AddressChanged).await?;
    let letter = EmailChanged { name: before.name, new_address: link.email, when_text: moments::when_text(now) };
    outbox::queue(tx.conn(), backend, None, &before.email, &letter).await?;
    tx.commit().await
}

fn taken(error: Error) -> Error {
    match error.constraint() {
        Some("users_email_key") => AppError::conflict("This address belongs to another account by now.").into(),
        _ => error,
    }
}
