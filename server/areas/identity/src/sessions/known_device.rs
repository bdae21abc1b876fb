//! Browsers that a person has signed in with, recognised by a cookie of their own.

use chrono::{DateTime, Utc};
use domain::ids::UserId;
use server_core::random::{self, Token};
use server_core::{Result, Visit};
use sqlx::PgConnection;

/// A browser at the moment of a sign-in.
pub struct Device {
    /// The value of its cookie.
    pub token: String,
    /// Whether the person has signed in with it before; the very first one is no reason to warn.
    pub is_known: bool,
}

/// Remembers the browser as one of the person's, under the token that it brought or a fresh one.
pub async fn remember(conn: &mut PgConnection, person: UserId, visit: &Visit, now: DateTime<Utc>) -> Result<Device> {
    let token = visit.device.clone().unwrap_or_else(|| Token::new().as_str().to_owned());
    // The statement sees the other rows as they were before it.
    let is_new = sqlx::query_scalar!(
        r#"insert into known_devices (user_id, token_hash, first_seen_at, last_seen_at) values ($1, $2, $3, $3)
           on conflict (user_id, token_hash) do update set last_seen_at = excluded.last_seen_at
           returning xmax = 0 and exists (select from known_devices k where k.user_id = $1) as "is_new!""#,
        person.0,
        random::token_hash(&token),
        now
    )
    .fetch_one(conn)
    .await?;
    Ok(Device { token, is_known: !is_new })
}
