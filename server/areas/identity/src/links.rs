//! Single-use links that travel by mail: one hour, one purpose, hashed at rest, consumed in one statement.

use chrono::{DateTime, Duration, Utc};
use domain::AppError;
use domain::accounts::Secret;
use domain::ids::UserId;
use server_core::random::{self, Token};
use server_core::{Backend, Error, Result};
use sqlx::PgConnection;
use uuid::Uuid;

/// How long a mailed link works.
pub(super) const LIFETIME: Duration = Duration::hours(1);
/// The same in words, for the reader of the mail.
pub(super) const LIFETIME_TEXT: &str = "in 1 hour";

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    ResetPassword,
    ChangeEmail,
}

impl Purpose {
    fn as_str(self) -> &'static str {
        match self {
            Self::ResetPassword => "reset_password",
            Self::ChangeEmail => "change_email",
        }
    }

    fn path(self) -> &'static str {
        match self {
            Self::ResetPassword => "reset-password",
            Self::ChangeEmail => "confirm-email",
        }
    }
}

/// The person of the link, and the address it was mailed to.
pub(super) struct Link {
    pub user_id: Uuid,
    pub email: String,
}

/// Makes a link in the transaction that mails it. A link for nobody looks the same in the database and never works.
pub(super) async fn issue(
    conn: &mut PgConnection,
    backend: &Backend,
    purpose: Purpose,
    (person, email): (Option<UserId>, &str),
) -> Result<String> {
    let (token, now) = (Token::new(), backend.clock.now());
    sqlx::query!(
        "insert into email_tokens (token_hash, user_id, purpose, email, created_at, expires_at) values ($1, $2, $3, $4, $5, $6)",
        token.hash(),
        person.map(|person| person.0),
        purpose.as_str(),
        email,
        now,
        now + LIFETIME
    )
    .execute(conn)
    .await?;
    Ok(url(backend, purpose.path(), &token))
}

/// The address of a page that takes a token.
pub(super) fn url(backend: &Backend, path: &str, token: &Token) -> String {
    format!("{}/{path}/{}", backend.settings.base_url, token.as_str())
}

/// The person of the link, without using it up.
pub(super) async fn peek(
    conn: &mut PgConnection,
    purpose: Purpose,
    token: &Secret,
    now: DateTime<Utc>,
) -> Result<Link> {
    sqlx::query_as!(
        Link,
        r#"select user_id as "user_id!", email from email_tokens
           where token_hash = $1 and purpose = $2 and user_id is not null and used_at is null and expires_at > $3"#,
        random::token_hash(token.expose()),
        purpose.as_str(),
        now
    )
    .fetch_optional(conn)
    .await?
    .ok_or_else(stale)
}

/// Extends the person's latest link by another lifetime, instead of sending another mail: to a day at most.
pub(super) async fn keep_alive(
    conn: &mut PgConnection,
    purpose: Purpose,
    person: Option<UserId>,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "update email_tokens set expires_at = greatest(expires_at, $3) where token_hash = (
           select token_hash from email_tokens
           where user_id = $1 and purpose = $2 and used_at is null and created_at > $4
           order by created_at desc limit 1)",
        person.map(|person| person.0),
        purpose.as_str(),
        now + LIFETIME,
        now - Duration::days(1),
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Uses the link up, and with it every other link of the person: of two concurrent uses, one finds it gone.
pub(super) async fn consume(
    conn: &mut PgConnection,
    purpose: Purpose,
    token: &Secret,
    now: DateTime<Utc>,
) -> Result<Link> {
    let link = sqlx::query_as!(
        Link,
        r#"update email_tokens set used_at = $3
           where token_hash = $1 and purpose = $2 and user_id is not null and used_at is null and expires_at > $3
           returning user_id as "user_id!", email"#,
        random::token_hash(token.expose()),
        purpose.as_str(),
        now
    )
    .fetch_optional(&mut *conn)
    .await?
    .ok_or_else(stale)?;
    revoke(conn, UserId(link.user_id), now).await?;
    Ok(link)
}

/// Makes every open link of the person invalid, because their password or address has changed.
pub(super) async fn revoke(conn: &mut PgConnection, person: UserId, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!("update email_tokens set used_at = $2 where user_id = $1 and used_at is null", person.0, now)
        .execute(conn)
        .await?;
    Ok(())
}

/// The one answer for a link that is unknown, used, withdrawn or expired.
pub(super) fn stale() -> Error {
    Error::App(AppError::conflict("This link has expired or was used already. Ask for a new one."))
}
