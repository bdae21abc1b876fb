//! The devices that a person is signed in on.

use crate::desk;
use chrono::{DateTime, Utc};
use domain::accounts::SessionRow;
use domain::ids::SessionId;
use server_core::moments::Reader;
use server_core::{Backend, Result, SignedIn};
use uuid::Uuid;

use super::device::device;

struct Row {
    id: Uuid,
    created_at: DateTime<Utc>,
    last_seen_at: DateTime<Utc>,
    address: Option<String>,
    user_agent: Option<String>,
}

/// The person's live sessions, the current one first, then the latest; at most a hundred.
pub async fn list_sessions(backend: &Backend, signed_in: &SignedIn) -> Result<Vec<SessionRow>> {
    signed_in.refuse_impersonation()?;
    let mut tx = desk(backend).await?;
    let now = tx.now();
    let rows = sqlx::query_as!(
        Row,
        "select id, created_at, last_seen_at, address, user_agent from sessions
         where user_id = $1 and idle_expires_at > $2 and expires_at > $2
         order by id = $3 desc, last_seen_at desc, id limit 100",
        signed_in.user().0,
        now,
        signed_in.session().0,
    )
    .fetch_all(tx.conn())
    .await?;
    let reader = signed_in.reader(now);
    Ok(rows.into_iter().map(|row| session_row(row, signed_in, reader)).collect())
}

fn session_row(row: Row, signed_in: &SignedIn, reader: Reader) -> SessionRow {
    SessionRow {
        id: SessionId(row.id),
        device: device(row.user_agent.as_deref()),
        address: row.address,
        signed_in: reader.moment(row.created_at),
        last_seen: reader.moment(row.last_seen_at),
        is_current: row.id == signed_in.session().0,
    }
}
