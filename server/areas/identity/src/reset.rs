//! Resetting a forgotten password: a mailed link, and a new password that ends every session.

use crate::desk;
use domain::accounts::{LinkPassword, RequestMail};
use domain::ids::UserId;
use server_core::audit::Doer;
use server_core::throttle::{self, Account};
use server_core::{Backend, Origin, Result, Visit, moments, outbox};
use sqlx::{Connection, PgConnection};

use super::events::{self, Event};
use super::hashing::hash_password;
use super::letters::{PasswordChanged, ResetPassword};
use super::links::{self, LIFETIME_TEXT, Purpose};
use super::people::{self, Person};
use super::tries::{RESET, SIGN_IN, SIGN_IN_CODE};
use super::{common_passwords, sessions};

/// Mails a link if the address has an account; neither the answer nor its time reveals that.
pub async fn request_reset(backend: &Backend, visit: &Visit, form: RequestMail) -> Result<()> {
    let email = form.validate()?.email;
    let goes_out = throttle::admit_mail(backend, RESET, Account::Address(&email), visit).await?;
    let mut tx = desk(backend).await?;
    let (person, now) = (people::by_email(tx.conn(), &email).await?, tx.now());
    let id = person.as_ref().map(|person| UserId(person.id));
    if !goes_out {
        links::keep_alive(tx.conn(), Purpose::ResetPassword, id, now).await?;
        return tx.commit().await;
    }
    let link = links::issue(tx.conn(), backend, Purpose::ResetPassword, (id, &email)).await?;
    // For an unknown address the mail is written too, and rolled back.
    let mut nested = tx.conn().begin().await?;
    let name = person.as_ref().map(|person| person.name.clone()).unwrap_or_default();
    let letter = ResetPassword { name, link, expires_text: LIFETIME_TEXT.to_owned() };
    outbox::queue(&mut nested, backend, None, &email, &letter).await?;
    match person {
        Some(_) => nested.commit().await?,
        None => nested.rollback().await?,
    }
    tx.commit().await
}

/// Sets the new password, ends every session, and notifies the person. The browser is known from now on, by the token
/// that is returned: somebody who guesses the old password meanwhile does not keep its person from signing in.
pub async fn reset_password(backend: &Backend, visit: &Visit, form: LinkPassword) -> Result<String> {
    let password = form.validate_new()?;
    let mut tx = desk(backend).await?;
    let now = tx.now();
    let link = links::peek(tx.conn(), Purpose::ResetPassword, &form.token, now).await?;
    let person = people::by_id(tx.conn(), UserId(link.user_id)).await?.ok_or_else(links::stale)?;
    tx.commit().await?;
    common_passwords::refuse("password", &password, backend, &[&person.email, &person.name])?;
    let hash = hash_password(&password).await?;
    let mut tx = desk(backend).await?;
    let now = tx.now();
    let link = links::consume(tx.conn(), Purpose::ResetPassword, &form.token, now).await?;
    let person = UserId(link.user_id);
    people::set_password(tx.conn(), person, &hash, now).await?;
    // The link came by mail to this very address, which proves it.
    sqlx::query!(
        "update users set email_verified_at = coalesce(email_verified_at, $3) where id = $1 and email = $2",
        person.0,
        link.email,
        now
    )
    .execute(tx.conn())
    .await?;
    sessions::end_others(tx.conn(), person, None).await?;
    throttle::reopen(tx.conn(), SIGN_IN, Account::Address(&link.email), visit).await?;
    throttle::reopen(tx.conn(), SIGN_IN_CODE, Account::Person(person), visit).await?;
    events::note(&mut tx, Doer::at_the_desk(person, Origin::of(visit)), Event::PasswordReset).await?;
    let device = sessions::recognise(&mut tx, person, visit).await?;
    if let Some(person) = people::by_id(tx.conn(), person).await? {
        let letter = changed_letter(tx.conn(), backend, &person).await?;
        outbox::queue(tx.conn(), backend, None, &person.email, &letter).await?;
    }
    tx.commit().await?;
    Ok(device.token)
}

/// The notification that the password was changed, and which of the person's API keys stay valid all the same.
pub(super) async fn changed_letter(
    conn: &mut PgConnection,
    backend: &Backend,
    person: &Person,
) -> Result<PasswordChanged> {
    let keys = sqlx::query_scalar!(
        "select name from api_keys
         where user_id = $1 and revoked_at is null and (expires_at is null or expires_at > $2)
         order by created_at limit 50",
        person.id,
        backend.clock.now()
    )
    .fetch_all(conn)
    .await?;
    let keys_text = match keys.as_slice() {
        [] => String::new(),
        names => format!(
            "It leaves API keys alone; yours go on working: {}. Revoke what you do not know at {}/account/api-keys.",
            names.join(", "),
            backend.settings.base_url
        ),
    };
    Ok(PasswordChanged {
        name: person.name.clone(),
        when_text: moments::when_text(backend.clock.now()),
        keys_text,
        reset_link: format!("{}/forgot-password", backend.settings.base_url),
    })
}
