//! Networks that a person has signed in from, kept as hashes.

use chrono::{DateTime, Utc};
use domain::ids::UserId;
use server_core::{Result, Visit, random};
use sqlx::PgConnection;

/// Remembers the network as one of the person's.
pub async fn remember(conn: &mut PgConnection, person: UserId, visit: &Visit, now: DateTime<Utc>) -> Result<()> {
    let Some(network) = visit.network() else { return Ok(()) };
    sqlx::query!(
        "insert into known_networks (user_id, network_hash, first_seen_at, last_seen_at) values ($1, $2, $3, $3)
         on conflict (user_id, network_hash) do update set last_seen_at = excluded.last_seen_at",
        person.0,
        random::token_hash(&network),
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}
