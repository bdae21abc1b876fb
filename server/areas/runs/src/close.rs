//! Ends the runs of an organisation that closes. Its tenant transactions are refused by then, so this uses the
//! platform's.

use domain::ids::{OrganizationId, RunId};
use server_core::db::PlatformTx;
use server_core::{Backend, Result};

use super::interrupt::{CutRun, put_away};
use super::problem::closed;

/// Ends every run of the organisation; the text so far is kept. Returns how many.
pub(super) async fn close_all(backend: &Backend, tx: &mut PlatformTx, organization: OrganizationId) -> Result<u64> {
    close(backend, tx, organization, None).await
}

/// Ends one run that found its organisation closed, unless that has been done.
pub(super) async fn close_one(backend: &Backend, organization: OrganizationId, run: RunId) -> Result<()> {
    let mut tx = backend.db.upkeep().await?;
    close(backend, &mut tx, organization, Some(run)).await?;
    tx.commit().await
}

async fn close(
    backend: &Backend,
    tx: &mut PlatformTx,
    organization: OrganizationId,
    run: Option<RunId>,
) -> Result<u64> {
    let (problem, now) = (closed(), tx.now());
    let cut = sqlx::query_as!(
        CutRun,
        "update runs r set status = 'interrupted', last_seq = last_seq + 1, error_kind = $1, error_message = $2,
           finished_at = $3, tokens_estimated = true
         where r.organization_id = $4 and r.status = 'streaming' and ($5::uuid is null or r.id = $5)
         returning r.organization_id, r.id, r.purpose, r.conversation_id, r.message_id, r.last_seq",
        problem.kind,
        problem.message,
        now,
        organization.0,
        run.map(|run| run.0),
    )
    .fetch_all(tx.conn())
    .await?;
    let runs = u64::try_from(cut.len()).unwrap_or(u64::MAX);
    for run in cut {
        put_away(backend, tx, run).await?;
    }
    Ok(runs)
}
