//! Stores the results of runs that were ended from outside: by healing, or because their organisation closed.

use chrono::{DateTime, Utc};
use domain::ids::{ConversationId, MessageId, OrganizationId, RunId};
use server_core::{Backend, Result};
use sqlx::PgConnection;
use uuid::Uuid;

use super::purpose::{Ended, Purposes, RunKey};
use super::relay::topic;

/// A run whose row is marked as ended already.
pub(super) struct CutRun {
    pub(super) organization_id: Uuid,
    pub(super) id: Uuid,
    pub(super) purpose: String,
    pub(super) conversation_id: Option<Uuid>,
    pub(super) message_id: Option<Uuid>,
    pub(super) last_seq: i32,
}

/// Stores its last event, hands the text so far to the run's area, and notifies the readers. The transaction is the
/// platform's.
pub(super) async fn put_away(
    backend: &Backend,
    conn: &mut PgConnection,
    run: CutRun,
    now: DateTime<Utc>,
) -> Result<()> {
    let text = end_events(conn, &run, now).await?;
    let Some(purpose) = backend.held.get::<Purposes>().of(&run.purpose) else {
        tracing::warn!(run = %run.id, purpose = run.purpose, "nobody knows what this run was for");
        return Ok(());
    };
    let of = RunKey {
        run: RunId(run.id),
        conversation: run.conversation_id.map(ConversationId),
        message: run.message_id.map(MessageId),
    };
    let organization = OrganizationId(run.organization_id);
    purpose.ended(conn, Ended { organization, of, text: &text, parts: None, title: None }).await?;
    Ok(())
}

/// Writes the run's last event and returns all its text.
async fn end_events(conn: &mut PgConnection, run: &CutRun, now: DateTime<Utc>) -> Result<String> {
    let row = sqlx::query!(
        r#"with ended as (
             insert into run_events (organization_id, run_id, seq, kind, data, created_at)
             values ($1, $2, $3, 'end', '{"status": "interrupted"}', $4)
           )
           select coalesce(string_agg(data ->> 'text', '' order by seq), '') as "text!", pg_notify('soloos_bus', $5)::text as told
           from run_events e
           where organization_id = $1 and run_id = $2 and kind = 'text' and not exists (
             select from run_events r
             where r.organization_id = $1 and r.run_id = $2 and r.kind = 'retraction' and r.seq > e.seq)"#,
        run.organization_id,
        run.id,
        run.last_seq,
        now,
        topic(RunId(run.id))
    )
    .fetch_one(conn)
    .await?;
    Ok(row.text)
}
