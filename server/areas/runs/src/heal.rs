//! Ends the runs whose server is gone, so that no answer spins forever.

use std::time::Duration;

use chrono::TimeDelta;
use server_core::db::instance::LOCK_CLASS;
use server_core::{Backend, Result};

use super::hub::hub;
use super::interrupt::{CutRun, put_away};
use super::problem::server_gone;

/// How often the runs of other processes are checked.
const PAUSE: Duration = Duration::from_secs(15);

/// How old a run of this process must be to count as lost when nobody writes it: it is stored before it is started.
const BEGINNING: TimeDelta = TimeDelta::minutes(1);

/// Ends every run that nobody writes any more, since its process no longer holds its lock or has lost it: the text so
/// far is kept, and the run is marked as interrupted. Returns how many.
pub async fn heal(backend: &Backend) -> Result<u64> {
    let problem = server_gone();
    let written = hub(backend).ids();
    let mut tx = backend.db.upkeep().await?;
    let now = tx.now();
    let cut = sqlx::query_as!(
        CutRun,
        "update runs r set status = 'interrupted', last_seq = last_seq + 1, error_kind = $1, error_message = $2,
           finished_at = $3, tokens_estimated = true
         where r.status = 'streaming' and (not exists (
           select from pg_locks l
           where l.locktype = 'advisory' and l.granted and l.classid = $4::int::oid and l.objid = r.instance_id::oid
             and l.objsubid = 2
             and l.database = (select oid from pg_database where datname = current_database()))
           or r.instance_id = $5 and r.id <> all($6) and r.created_at < $7)
         returning r.organization_id, r.id, r.purpose, r.conversation_id, r.message_id, r.last_seq",
        problem.kind,
        problem.message,
        now,
        LOCK_CLASS,
        backend.instance.id(),
        &written,
        now - BEGINNING,
    )
    .fetch_all(tx.conn())
    .await?;
    let runs = put_away(backend, &mut tx, cut).await?;
    tx.commit().await?;
    if runs > 0 {
        tracing::warn!(runs, "ended runs that nobody wrote any more");
    }
    Ok(runs)
}

/// Keeps this process's lock and heals the runs of processes without one, until shutdown.
pub async fn keep_healing(backend: Backend) {
    let mut pause = tokio::time::interval(PAUSE);
    loop {
        tokio::select! {
            () = backend.shutdown.cancelled() => return,
            _ = pause.tick() => {}
        }
        let held = backend.instance.hold().await;
        if let Err(error) = match held {
            Ok(()) => heal(&backend).await.map(drop),
            Err(error) => Err(error),
        } {
            tracing::error!(%error, "runs could not be looked after");
        }
    }
}
