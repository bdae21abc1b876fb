//! Open sign-up. The form's content waits under a mailed link; person and organisation are made on confirmation.

use crate::desk;
use domain::AppError;
use domain::accounts::{RequestMail, SignUp, SignUpTerms};
use mail::Letter;
use server_core::db::IdentityTx;
use server_core::random::Token;
use server_core::throttle::{self, Account};
use server_core::{Backend, Result, Visit, outbox};
use sqlx::Connection;
use uuid::Uuid;

use super::hashing::hash_password;
use super::letters::{AlreadyRegistered, VerifyEmail};
use super::links::{LIFETIME, LIFETIME_TEXT, url};
use super::tries::SIGN_UP;
use super::{common_passwords, people};

/// A sign-up that waits for the confirmation of its address.
pub(super) struct NewSignUp<'a> {
    pub email: &'a str,
    pub name: &'a str,
    /// The organisation to found, or the one that the invitation leads to.
    pub organization: &'a str,
    pub password_hash: &'a str,
    pub invite: Option<Uuid>,
    /// The sign-in page for the holder of an existing account with this address.
    pub sign_in: &'a str,
    /// Whether to send the mail now; where not, the person can request it again.
    pub goes_out: bool,
}

/// Whether sign-up is open, and on which platform.
pub fn sign_up_terms(backend: &Backend) -> SignUpTerms {
    SignUpTerms { is_open: backend.settings.open_sign_up, platform_name: backend.settings.platform_name.clone() }
}

/// Accepts a sign-up and mails the address, whether it has an account or not: only its holder learns which.
pub async fn sign_up(backend: &Backend, visit: &Visit, form: SignUp) -> Result<()> {
    if !backend.settings.open_sign_up {
        return Err(AppError::Forbidden.into());
    }
    let spec = form.validate()?;
    let words = [spec.email.as_str(), &spec.name, &spec.organization];
    common_passwords::refuse("password", &spec.password, backend, &words)?;
    let goes_out = throttle::admit_mail(backend, SIGN_UP, Account::Address(&spec.email), visit).await?;
    let hash = hash_password(&spec.password).await?;
    let new = NewSignUp {
        email: &spec.email,
        name: &spec.name,
        organization: &spec.organization,
        password_hash: &hash,
        invite: None,
        sign_in: "/sign-in",
        goes_out,
    };
    let mut tx = desk(backend).await?;
    wait(&mut tx, backend, &new).await?;
    tx.commit().await
}

/// Stores the sign-up until its address is confirmed, and mails that address.
pub(super) async fn wait(tx: &mut IdentityTx, backend: &Backend, new: &NewSignUp<'_>) -> Result<()> {
    let holder = people::by_email(tx.conn(), new.email).await?;
    let link = store(tx, backend, new).await?;
    let base = &backend.settings.base_url;
    let letter: Box<dyn Letter> = match holder {
        None => Box::new(verify_letter(new.name.to_owned(), link)),
        // The link that was just stored is sent to nobody.
        Some(person) => Box::new(AlreadyRegistered {
            name: person.name,
            sign_in_link: format!("{base}{}", new.sign_in),
            reset_link: format!("{base}/forgot-password"),
        }),
    };
    if new.goes_out {
        outbox::queue(tx.conn(), backend, None, new.email, &*letter).await?;
    }
    Ok(())
}

/// Mails a fresh link for the latest sign-up that waits under this address; never reveals whether there is one.
pub async fn resend_verification(backend: &Backend, visit: &Visit, form: RequestMail) -> Result<()> {
    let email = form.validate()?.email;
    let goes_out = throttle::admit_mail(backend, SIGN_UP, Account::Address(&email), visit).await?;
    if !goes_out {
        return Ok(());
    }
    let mut tx = desk(backend).await?;
    let (now, token) = (tx.now(), Token::new());
    let waiting = sqlx::query_scalar!(
        "update sign_ups set token_hash = $2, expires_at = $3 where token_hash = (
           select token_hash from sign_ups where email = $1 and used_at is null and created_at > $4
             and not exists (select from users where users.email = $1)
           order by created_at desc limit 1)
         returning name",
        email.as_str(),
        token.hash(),
        now + LIFETIME,
        now - super::purge::WAITING,
    )
    .fetch_optional(tx.conn())
    .await?;
    // Written and rolled back when no sign-up waits, so that it takes as long.
    let mut nested = tx.conn().begin().await?;
    let letter = verify_letter(waiting.clone().unwrap_or_default(), url(backend, "verify-email", &token));
    outbox::queue(&mut nested, backend, None, &email, &letter).await?;
    match waiting {
        Some(_) => nested.commit().await?,
        None => nested.rollback().await?,
    }
    tx.commit().await
}

async fn store(tx: &mut IdentityTx, backend: &Backend, new: &NewSignUp<'_>) -> Result<String> {
    let (now, token) = (tx.now(), Token::new());
    sqlx::query!(
        "insert into sign_ups (token_hash, email, name, organization_name, password_hash, invite_id, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        token.hash(),
        new.email,
        new.name,
        new.organization,
        new.password_hash,
        new.invite,
        now,
        now + LIFETIME
    )
    .execute(tx.conn())
    .await?;
    Ok(url(backend, "verify-email", &token))
}

fn verify_letter(name: String, link: String) -> VerifyEmail {
    VerifyEmail { name, link, expires_text: LIFETIME_TEXT.to_owned() }
}
