//! Rate limits on tries: counted in Postgres, so that every server counts the same. Keys are hashed.
//!
//! Tries from a browser or a network that the person has signed in from are counted apart from those of strangers, so
//! that a stranger who guesses until the account is locked has locked it for strangers alone.

mod limits;
mod mails;
mod standing;

use chrono::{DateTime, Duration, Utc};
use domain::AppError;
use sqlx::PgConnection;

pub use limits::{Limit, MailLimit};
pub use mails::admit_mail;
pub use standing::Account;
use standing::Standing;

use crate::db::IdentityTx;
use crate::{Backend, Result, Visit, random};

/// The key that one try is counted under, and its limit.
#[derive(Debug, Clone)]
struct Counter {
    key: String,
    most: i32,
}

/// A try that was let through.
#[derive(Debug)]
pub struct Admitted {
    keys: Vec<String>,
}

/// Counts a try before it is made, so that a hundred concurrent tries count as a hundred, and refuses one too many.
#[expect(clippy::disallowed_methods, reason = "tries are counted before anybody is known")]
pub async fn admit(backend: &Backend, limit: Limit, account: Account<'_>, visit: &Visit) -> Result<Admitted> {
    let mut tx = backend.db.identity().await?;
    let standing = standing::of(tx.conn(), account, visit).await?;
    let mut counters = vec![limit.of(standing, account, visit)];
    // A browser that the person uses is counted by itself, whoever shares its network.
    if standing != Standing::Device {
        counters.extend(visit.network().map(|network| limit.address(&network)));
    }
    let full = count(&mut tx, &counters, limit.window()).await?;
    tx.commit().await?;
    refuse(full, limit.name, visit)?;
    Ok(Admitted { keys: counters.into_iter().map(|counter| counter.key).collect() })
}

/// Takes back what a right password was counted: the account's count restarts, the address loses this one try.
pub async fn forgive(conn: &mut PgConnection, admitted: &Admitted) -> Result<()> {
    sqlx::query!(
        "update throttles set attempts = case when key like '%/address/%' then greatest(attempts - 1, 0) else 0 end
         where key = any($1)",
        &admitted.keys
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Unlocks an account for strangers and for this visit, whoever locked it.
pub async fn reopen(conn: &mut PgConnection, limit: Limit, account: Account<'_>, visit: &Visit) -> Result<()> {
    let ways = [Standing::Stranger, Standing::Network, Standing::Device];
    let keys: Vec<String> = ways.into_iter().map(|standing| limit.of(standing, account, visit).key).collect();
    sqlx::query!("delete from throttles where key = any($1)", &keys).execute(conn).await?;
    Ok(())
}

/// Counts one under each key; returns the end of the latest window that is full.
async fn count(tx: &mut IdentityTx, counters: &[Counter], window: Duration) -> Result<Option<u32>> {
    let now = tx.now();
    let keys: Vec<String> = counters.iter().map(|counter| counter.key.clone()).collect();
    let counts = sqlx::query!(
        "insert into throttles as t (key, window_start, attempts)
         select key, $2, 1 from unnest($1::text[]) as key order by key
         on conflict (key) do update set
           attempts = case when t.window_start <= $3 then 1 else t.attempts + 1 end,
           window_start = case when t.window_start <= $3 then $2 else t.window_start end
         returning key, attempts, window_start",
        &keys,
        now,
        now - window,
    )
    .fetch_all(tx.conn())
    .await?;
    let most = |key: &str| counters.iter().find(|counter| counter.key == key).map_or(0, |counter| counter.most);
    let full = counts.iter().filter(|count| count.attempts > most(&count.key));
    Ok(full.map(|count| wait(count.window_start + window, now)).max())
}

fn refuse(full: Option<u32>, limit: &str, visit: &Visit) -> Result<()> {
    let Some(retry_after_seconds) = full else { return Ok(()) };
    tracing::warn!(limit, visitor = visit.fingerprint(), "too many attempts");
    Err(AppError::RateLimited { retry_after_seconds }.into())
}

fn wait(end: DateTime<Utc>, now: DateTime<Utc>) -> u32 {
    u32::try_from((end - now).num_seconds().max(1)).unwrap_or(u32::MAX)
}

fn key(limit: &str, scope: &str, value: &str) -> String {
    format!("{limit}/{scope}/{}", random::hex(&random::token_hash(value)))
}
