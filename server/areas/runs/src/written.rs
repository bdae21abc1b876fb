//! The output of runs, assembled again from their events.

use std::collections::HashMap;

use domain::ids::RunId;
use runs_domain::{EventKind, Part};
use serde_json::Value;
use server_core::db::TenantTx;
use server_core::{Backend, Caller, Result};
use uuid::Uuid;

use super::rendering::render;
use super::writing::Writing;

/// The output of a run so far.
#[derive(Debug, Clone)]
pub struct Written {
    /// The seq of its last event, at which a stream continues. The end event is not included.
    pub seq: i32,
    pub text: String,
    pub parts: Vec<Part>,
}

/// The output so far of these runs of the caller's own; runs without any are left out.
pub async fn written(backend: &Backend, caller: &Caller, runs: &[RunId]) -> Result<HashMap<RunId, Written>> {
    if runs.is_empty() {
        return Ok(HashMap::new());
    }
    let mut tx = backend.db.tenant(caller).await?;
    let events = events(&mut tx, runs).await?;
    drop(tx);
    let mut all: HashMap<RunId, (i32, Writing)> = HashMap::new();
    for event in events {
        let (seq, writing) = all.entry(event.run).or_insert_with(|| (0, Writing::of(event.run)));
        event.add_to(writing);
        *seq = event.seq;
    }
    let mut rendered = HashMap::with_capacity(all.len());
    for (run, (seq, writing)) in all {
        let text = writing.text();
        let parts = render(move || writing.finish()).await?;
        rendered.insert(run, Written { seq, text, parts });
    }
    Ok(rendered)
}

/// One event of a run's output.
pub(super) struct Event {
    pub(super) run: RunId,
    pub(super) seq: i32,
    kind: String,
    data: Value,
}

impl Event {
    /// Adds it to the parts.
    pub(super) fn add_to(&self, writing: &mut Writing) {
        let known = [EventKind::Text, EventKind::Reasoning, EventKind::Retraction];
        if let Some(kind) = known.into_iter().find(|kind| kind.as_str() == self.kind) {
            writing.add(kind, self.data.get("text").and_then(Value::as_str).unwrap_or_default());
        }
    }
}

/// The output events of these runs, in order.
async fn events(tx: &mut TenantTx, runs: &[RunId]) -> Result<Vec<Event>> {
    let (person, ids): (_, Vec<Uuid>) = (tx.caller().subject().0, runs.iter().map(|run| run.0).collect());
    let rows = sqlx::query!(
        "select e.run_id, e.seq, e.kind, e.data from run_events e
         join runs r on r.organization_id = e.organization_id and r.id = e.run_id
         where e.organization_id = app.organization_id() and e.run_id = any($1) and r.user_id = $2 and e.kind <> 'end'
         order by e.run_id, e.seq",
        &ids,
        person
    )
    .fetch_all(tx.conn())
    .await?;
    let event = |run, seq, kind, data| Event { run: RunId(run), seq, kind, data };
    Ok(rows.into_iter().map(|row| event(row.run_id, row.seq, row.kind, row.data)).collect())
}

/// The output events of a run after `after`, in order.
pub(super) async fn events_after(tx: &mut TenantTx, run: RunId, after: i32) -> Result<Vec<Event>> {
    let rows = sqlx::query!(
        "select seq, kind, data from run_events
         where organization_id = app.organization_id() and run_id = $1 and seq > $2 and kind <> 'end'
         order by seq",
        run.0,
        after
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| Event { run, seq: row.seq, kind: row.kind, data: row.data }).collect())
}
