//! Appends the model's output to the run's stored events.

use runs_domain::EventKind;
use serde_json::{Value, json};
use server_core::{Backend, Result};

use super::job::Job;
use super::relay::topic;

/// The outcome of an append.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Appended {
    /// Stored as this event.
    At(i32),
    /// Stored, and somebody has requested a stop.
    StopWanted(i32),
    /// The run no longer belongs to this process.
    Lost,
}

/// Stores text, or reasoning, as one event.
pub(super) async fn append_text(backend: &Backend, job: &Job, kind: EventKind, text: &str) -> Result<Appended> {
    append(backend, job, kind, json!({ "text": text })).await
}

/// Stores that the text before was reasoning, and no part of the answer.
pub(super) async fn append_retraction(backend: &Backend, job: &Job) -> Result<Appended> {
    append(backend, job, EventKind::Retraction, json!({})).await
}

/// Stores an event, and notifies readers elsewhere if there are any. It need not wait for the disk: a crash of the
/// server loses nothing, and one of the whole database machine at most the last moment.
#[expect(
    clippy::disallowed_methods,
    reason = "a word that is lost with the machine was shown to nobody who could not ask again"
)]
async fn append(backend: &Backend, job: &Job, kind: EventKind, data: Value) -> Result<Appended> {
    let mut tx = backend.db.tenant_relaxed(&job.caller).await?;
    let now = tx.now();
    let row = sqlx::query!(
        r#"with run as (
             update runs set last_seq = last_seq + 1, first_token_at = coalesce(first_token_at, $4)
             where organization_id = app.organization_id() and id = $1 and status = 'streaming' and instance_id = $2
             returning id, last_seq, stop_requested_at, followed_until
           ), event as (
             insert into run_events (run_id, seq, kind, data, created_at)
             select id, last_seq, $5, $3, $4 from run
           )
           select last_seq, stop_requested_at is not null as "stop!",
             case when followed_until > $4 then pg_notify('soloos_bus', $6)::text end as told
           from run"#,
        job.key.run.0,
        backend.instance.id(),
        data,
        now,
        kind.as_str(),
        topic(job.key.run),
    )
    .fetch_optional(tx.conn())
    .await?;
    tx.commit().await?;
    Ok(match row {
        None => Appended::Lost,
        Some(row) if row.stop => Appended::StopWanted(row.last_seq),
        Some(row) => Appended::At(row.last_seq),
    })
}
