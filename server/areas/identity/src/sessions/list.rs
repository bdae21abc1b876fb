//! The devices that a person is signed in on.

use crate::desk;
use chrono::{DateTime, Utc};
use domain::accounts::SessionRow;
use domain::ids::SessionId;
use server_core::moments::{moment, zone};
use server_core::{Backend, Result, SignedIn};
use uuid::Uuid;

use super::device::device;

struct Row {
    id: Uuid,
    created_at: DateTime<Utc>,
    last_seen_at: DateTime<Utc>,
    address: Option<String>,
    user_agent: Option<String>,
    time_zone: Option<String>,
}

/// The person's live sessions, the one at hand first, then the latest; at most a hundred.
pub async fn list_sessions(backend: &Backend, signed_in: &SignedIn) -> Result<Vec<SessionRow>> {
    signed_in.refuse_impersonation()?;
    let mut tx = desk(backend).await?;
    let now = tx.now();
    let organization = signed_in.viewer().current.as_ref().map(|current| current.id.0);
    let rows = sqlx::query_as!(
        Row,
        r#"select s.id, s.created_at, s.last_seen_at, s.address, s.user_agent, o.time_zone as "time_zone?"
           from sessions s left join organizations o on o.id = $3
           where s.user_id = $1 and s.idle_expires_at > $2 and s.expires_at > $2
           order by s.id = $4 desc, s.last_seen_at desc, s.id limit 100"#,
        signed_in.user().0,
        now,
        organization,
        signed_in.session().0,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| session_row(row, signed_in, now)).collect())
}

fn session_row(row: Row, signed_in: &SignedIn, now: DateTime<Utc>) -> SessionRow {
    let zone = zone(row.time_zone.as_deref().unwrap_or("UTC"));
    SessionRow {
        id: SessionId(row.id),
        device: device(row.user_agent.as_deref()),
        address: row.address,
        signed_in: moment(row.created_at, now, zone),
        last_seen: moment(row.last_seen_at, now, zone),
        is_current: row.id == signed_in.session().0,
    }
}
