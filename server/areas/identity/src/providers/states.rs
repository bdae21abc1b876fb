//! Sign-ins in progress at a provider: stored when they leave, used up when they come back.

use chrono::{DateTime, Duration, Utc};
use domain::ids::SessionId;
use serde::{Deserialize, Serialize};
use server_core::random::{self, Token};
use server_core::{Backend, Error, Result};
use sign_in_providers::Handshake;
use sqlx::PgConnection;
use uuid::Uuid;

/// How long somebody may take at the provider.
const LIFETIME: Duration = Duration::minutes(10);
const SEALED_FOR: &str = "oauth_state";

/// The state of a sign-in in progress.
pub struct Journey {
    pub provider: String,
    /// The session that links an account; none for a sign-in.
    pub session: Option<SessionId>,
    pub next: String,
    /// The invitation that is to be accepted, if there is one.
    pub invite: Option<String>,
}

/// The part that only the server may read.
#[derive(Serialize, Deserialize)]
struct Baggage {
    nonce: String,
    verifier: String,
    invite: Option<String>,
}

/// Stores the journey; returns the secrets that are sent to the provider.
pub async fn depart(
    conn: &mut PgConnection,
    backend: &Backend,
    browser: &str,
    journey: &Journey,
    now: DateTime<Utc>,
) -> Result<Handshake> {
    let fresh = || Token::new().as_str().to_owned();
    let handshake = Handshake { state: fresh(), nonce: fresh(), verifier: fresh() };
    let state_hash = random::token_hash(&handshake.state);
    let baggage = Baggage {
        nonce: handshake.nonce.clone(),
        verifier: handshake.verifier.clone(),
        invite: journey.invite.clone(),
    };
    let baggage = serde_json::to_vec(&baggage).map_err(|error| Error::fault("write a journey", error))?;
    let sealed = backend.sealing.seal(SEALED_FOR, &state_hash, &baggage)?;
    sqlx::query!(
        "insert into oauth_states (state_hash, browser_hash, provider, session_id, next, sealed, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        state_hash,
        random::token_hash(browser),
        journey.provider,
        journey.session.map(|session| session.0),
        journey.next,
        sealed,
        now,
        now + LIFETIME
    )
    .execute(conn)
    .await?;
    Ok(handshake)
}

struct Row {
    session_id: Option<Uuid>,
    next: String,
    sealed: Vec<u8>,
}

/// Uses a journey up; none if it is unknown, used, expired, of another provider or of another browser.
pub async fn arrive(
    conn: &mut PgConnection,
    backend: &Backend,
    (provider, browser, state): (&str, &str, &str),
    now: DateTime<Utc>,
) -> Result<Option<(Journey, Handshake)>> {
    let state_hash = random::token_hash(state);
    let row = sqlx::query_as!(
        Row,
        "delete from oauth_states where state_hash = $1 and browser_hash = $2 and provider = $3 and expires_at > $4
         returning session_id, next, sealed",
        state_hash,
        random::token_hash(browser),
        provider,
        now
    )
    .fetch_optional(conn)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let baggage = backend.sealing.open(SEALED_FOR, &state_hash, &row.sealed)?;
    let baggage: Baggage = serde_json::from_slice(&baggage).map_err(|error| Error::fault("read a journey", error))?;
    let handshake = Handshake { state: state.to_owned(), nonce: baggage.nonce, verifier: baggage.verifier };
    let journey = Journey {
        provider: provider.to_owned(),
        session: row.session_id.map(SessionId),
        next: row.next,
        invite: baggage.invite,
    };
    Ok(Some((journey, handshake)))
}

/// Deletes expired journeys; returns how many.
pub async fn purge_states(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<u64> {
    let gone = sqlx::query!("delete from oauth_states where expires_at <= $1", now).execute(conn).await?;
    Ok(gone.rows_affected())
}
