//! How often somebody may try: counted in Postgres, so that every server counts the same,
//! for the account that is tried and for the address that tries. Keys are hashed.

use std::fmt::Write as _;

use chrono::{DateTime, Duration, Utc};
use domain::AppError;
use sqlx::PgConnection;

use super::Visit;
use crate::{Backend, Result, random};

/// A limit on tries in a window of time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limit {
    name: &'static str,
    minutes: i64,
    per_account: i32,
    per_address: i32,
}

/// Wrong passwords at the sign-in door.
pub(super) const SIGN_IN: Limit = Limit { name: "sign_in", minutes: 15, per_account: 10, per_address: 50 };
/// Wrong codes of a second factor after a right password: six digits bear fewer guesses.
pub(super) const SIGN_IN_CODE: Limit = Limit { name: "sign_in_code", minutes: 15, per_account: 5, per_address: 25 };
/// Journeys to a provider, which need no account: the address stands for one.
pub(super) const ELSEWHERE: Limit = Limit { name: "elsewhere", minutes: 15, per_account: 60, per_address: 60 };
/// Wrong passwords of somebody who is signed in already.
pub(super) const CONFIRM: Limit = Limit { name: "confirm", minutes: 15, per_account: 10, per_address: 50 };
/// Mails with a link to reset a password.
pub(super) const RESET: Limit = Limit { name: "reset", minutes: 60, per_account: 5, per_address: 20 };
/// Sign-ups, and their mails once more.
pub(super) const SIGN_UP: Limit = Limit { name: "sign_up", minutes: 60, per_account: 5, per_address: 20 };
/// Mails to confirm a new address.
pub(super) const CHANGE_EMAIL: Limit = Limit { name: "change_email", minutes: 60, per_account: 5, per_address: 20 };
/// Accounts made by invitation: each costs the making of a password's hash.
pub(super) const ACCEPT_INVITE: Limit = Limit { name: "accept_invite", minutes: 15, per_account: 200, per_address: 30 };
/// Pictures that somebody sends to be drawn.
pub(crate) const UPLOAD: Limit = Limit { name: "upload", minutes: 15, per_account: 60, per_address: 300 };
/// Invitations of one organisation.
pub(crate) const INVITE: Limit = Limit { name: "invite", minutes: 60, per_account: 100, per_address: 200 };
/// One invitation, sent once more.
pub(crate) const INVITE_AGAIN: Limit = Limit { name: "invite_again", minutes: 60, per_account: 5, per_address: 100 };

impl Limit {
    fn keys(self, account: &str, visit: &Visit) -> Vec<String> {
        let key = |scope: &str, value: &str| format!("{}/{scope}/{}", self.name, hex(&random::token_hash(value)));
        let mut keys = vec![key("account", account)];
        keys.extend(visit.network().map(|network| key("address", &network)));
        keys
    }

    fn of(self, key: &str) -> i32 {
        if key.starts_with(&format!("{}/account/", self.name)) { self.per_account } else { self.per_address }
    }

    fn window(self) -> Duration {
        Duration::minutes(self.minutes)
    }
}

/// Counts a try before it is made, so that a hundred at once are a hundred, and refuses one too many.
pub(crate) async fn admit(backend: &Backend, limit: Limit, account: &str, visit: &Visit) -> Result<()> {
    let mut tx = backend.db.identity().await?;
    let now = tx.now();
    let counts = sqlx::query!(
        "insert into throttles as t (key, window_start, attempts)
         select key, $2, 1 from unnest($1::text[]) as key order by key
         on conflict (key) do update set
           attempts = case when t.window_start <= $3 then 1 else t.attempts + 1 end,
           window_start = case when t.window_start <= $3 then $2 else t.window_start end
         returning key, attempts, window_start",
        &limit.keys(account, visit),
        now,
        now - limit.window(),
    )
    .fetch_all(tx.conn())
    .await?;
    tx.commit().await?;
    let full = counts.iter().filter(|count| count.attempts > limit.of(&count.key));
    match full.map(|count| wait(count.window_start + limit.window(), now)).max() {
        None => Ok(()),
        Some(retry_after_seconds) => {
            tracing::warn!(limit = limit.name, visitor = visit.fingerprint(), "too many attempts");
            Err(AppError::RateLimited { retry_after_seconds }.into())
        }
    }
}

/// Takes back what a right password was counted: the account starts afresh, the address loses this one try.
pub(super) async fn forgive(conn: &mut PgConnection, limit: Limit, account: &str, visit: &Visit) -> Result<()> {
    sqlx::query!(
        "update throttles set attempts = case when key like '%/account/%' then 0 else greatest(attempts - 1, 0) end
         where key = any($1)",
        &limit.keys(account, visit)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Opens an account's door again, whoever shut it.
pub(super) async fn reopen(conn: &mut PgConnection, limit: Limit, account: &str) -> Result<()> {
    sqlx::query!("delete from throttles where key = any($1)", &limit.keys(account, &Visit::default()))
        .execute(conn)
        .await?;
    Ok(())
}

fn wait(end: DateTime<Utc>, now: DateTime<Utc>) -> u32 {
    u32::try_from((end - now).num_seconds().max(1)).unwrap_or(u32::MAX)
}

/// Bytes as lower-case hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing into a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
