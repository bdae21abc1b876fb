//! Ends the runs whose server is gone, so that no answer spins forever.

use std::time::Duration;

use chrono::TimeDelta;
use server_core::db::instance::LOCK_CLASS;
use server_core::{Backend, Result};
use uuid::Uuid;

use super::hub::hub;
use super::interrupt::{CutRun, put_away};
use super::problem::server_gone;
use super::stop::heed;

/// How often the runs of other processes are checked.
const PAUSE: Duration = Duration::from_secs(15);

/// How old a run of this process must be to count as lost when nobody writes it: it is stored before it is started.
const BEGINNING: TimeDelta = TimeDelta::minutes(1);

/// Ends every run that nobody writes any more, since its process no longer holds its lock or has lost it: the text so
/// far is kept, and the run is marked as interrupted. Returns how many. A run that cannot be ended is logged, blocks no
/// other, and is tried again the next time; a shutdown, or a database that is away, leaves the rest to then.
pub async fn heal(backend: &Backend) -> Result<u64> {
    let mut runs = 0;
    for run in lost(backend).await? {
        if backend.shutdown.is_cancelled() {
            break;
        }
        match heal_one(backend, &run).await {
            Ok(is_healed) => runs += u64::from(is_healed),
            Err(error) if error.is_unreachable() => return Err(error),
            Err(error) => tracing::error!(run = %run.id, %error, "a run that nobody writes could not be ended"),
        }
    }
    if runs > 0 {
        tracing::warn!(runs, "ended runs that nobody wrote any more");
    }
    Ok(runs)
}

/// A run that nobody writes.
struct LostRun {
    organization_id: Uuid,
    id: Uuid,
}

/// The runs of all organisations that nobody writes any more.
async fn lost(backend: &Backend) -> Result<Vec<LostRun>> {
    let written = hub(backend).ids();
    let mut tx = backend.db.upkeep().await?;
    let now = tx.now();
    let lost = sqlx::query_as!(
        LostRun,
        "select r.organization_id, r.id from runs r
         where r.status = 'streaming' and (r.instance_id not in (select live from app.live_instances($1) live)
           or r.instance_id = $2 and r.id <> all($3) and r.created_at < $4)",
        LOCK_CLASS,
        backend.instance.id(),
        &written,
        now - BEGINNING,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(lost)
}

/// Ends one run in a transaction of its own; returns whether it was still running, and still lost: its process may have
/// taken its lock again meanwhile.
async fn heal_one(backend: &Backend, run: &LostRun) -> Result<bool> {
    let (problem, written) = (server_gone(), hub(backend).ids());
    let mut tx = backend.db.upkeep().await?;
    let now = tx.now();
    let cut = sqlx::query_as!(
        CutRun,
        "update runs set status = 'interrupted', last_seq = last_seq + 1, error_kind = $3, error_message = $4,
           finished_at = $5, tokens_estimated = true
         where organization_id = $1 and id = $2 and status = 'streaming'
           and (instance_id not in (select live from app.live_instances($6) live)
             or instance_id = $7 and id <> all($8) and created_at < $9)
         returning organization_id, id, purpose, conversation_id, message_id, last_seq",
        run.organization_id,
        run.id,
        problem.kind,
        problem.message,
        now,
        LOCK_CLASS,
        backend.instance.id(),
        &written,
        now - BEGINNING,
    )
    .fetch_optional(tx.conn())
    .await?;
    let Some(cut) = cut else { return Ok(false) };
    put_away(backend, tx.conn(), cut, now).await?;
    tx.commit().await?;
    Ok(true)
}

/// Keeps this process's lock, heals the runs of processes without one, and stops runs of its own whose notifications
/// were missed, until shutdown.
pub async fn keep_healing(backend: Backend) {
    let mut pause = tokio::time::interval(PAUSE);
    loop {
        tokio::select! {
            () = backend.shutdown.cancelled() => return,
            _ = pause.tick() => {}
        }
        if let Err(error) = look_after(&backend).await {
            tracing::error!(%error, "runs could not be looked after");
        }
    }
}

async fn look_after(backend: &Backend) -> Result<()> {
    backend.instance.hold().await?;
    heed(backend).await?;
    heal(backend).await?;
    Ok(())
}
