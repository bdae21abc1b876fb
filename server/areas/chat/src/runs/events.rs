//! Appends what a model says to the run's stored events.

use serde_json::json;
use server_core::{Backend, Result};

use super::job::Job;

/// What came of an append.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Appended {
    /// Stored as this event.
    At(i32),
    /// Stored, and somebody wants the run to stop.
    StopWanted(i32),
    /// The run is no longer this process's to write.
    Lost,
}

/// Stores words as one event. It need not wait for the disk: a crash of the server loses nothing,
/// and one of the whole database machine at most the last moment.
#[expect(
    clippy::disallowed_methods,
    reason = "a word that is lost with the machine was shown to nobody who could not ask again"
)]
pub(super) async fn append_text(backend: &Backend, job: &Job, text: &str) -> Result<Appended> {
    let mut tx = backend.db.tenant_relaxed(&job.caller).await?;
    let now = tx.now();
    let row = sqlx::query!(
        r#"with run as (
             update runs set last_seq = last_seq + 1, first_token_at = coalesce(first_token_at, $4)
             where organization_id = app.organization_id() and id = $1 and status = 'streaming' and instance_id = $2
             returning id, last_seq, stop_requested_at
           ), event as (
             insert into run_events (run_id, seq, kind, data, created_at)
             select id, last_seq, 'text', $3, $4 from run
           )
           select last_seq, stop_requested_at is not null as "stop!" from run"#,
        job.answer.run.0,
        backend.instance.id(),
        json!({ "text": text }),
        now,
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

/// Takes back the words that are stored: they were thoughts. Readers have every block anew with the next words.
pub(super) async fn take_back(backend: &Backend, job: &Job) -> Result<()> {
    let mut tx = backend.db.tenant(&job.caller).await?;
    sqlx::query!(
        "delete from run_events e using runs r
         where e.organization_id = app.organization_id() and e.run_id = $1 and e.kind = 'text'
           and r.organization_id = e.organization_id and r.id = e.run_id and r.status = 'streaming' and r.instance_id = $2",
        job.answer.run.0,
        backend.instance.id(),
    )
    .execute(tx.conn())
    .await?;
    tx.commit().await
}
