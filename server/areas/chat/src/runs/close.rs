//! Ends the runs of an organisation that closes. Its own door is shut by then, so this goes through the
//! platform's.

use domain::ids::{OrganizationId, RunId};
use server_core::db::PlatformTx;
use server_core::{Backend, Result};

use super::problem::closed;

/// Ends every run of the organisation: the words so far become the messages' texts. Gives the number of runs.
pub(crate) async fn close_all(tx: &mut PlatformTx, organization: OrganizationId) -> Result<u64> {
    close(tx, organization, None).await
}

/// Ends one run that found its organisation closed, unless that has been done.
pub(super) async fn close_one(backend: &Backend, organization: OrganizationId, run: RunId) -> Result<()> {
    let mut tx = backend.db.upkeep().await?;
    close(&mut tx, organization, Some(run)).await?;
    tx.commit().await
}

async fn close(tx: &mut PlatformTx, organization: OrganizationId, run: Option<RunId>) -> Result<u64> {
    let (problem, now) = (closed(), tx.now());
    let done = sqlx::query!(
        r#"with cut as (
             update runs r set status = 'interrupted', last_seq = last_seq + 1, error_kind = $1, error_message = $2,
               finished_at = $3, tokens_estimated = true
             where r.organization_id = $4 and r.status = 'streaming' and ($5::uuid is null or r.id = $5)
             returning r.organization_id, r.id, r.message_id, r.last_seq
           ), ended as (
             insert into run_events (organization_id, run_id, seq, kind, data, created_at)
             select organization_id, id, last_seq, 'end', '{"status": "interrupted"}', $3 from cut
           )
           update messages m set content = coalesce(
             (select string_agg(e.data ->> 'text', '' order by e.seq) from run_events e
              where e.organization_id = c.organization_id and e.run_id = c.id and e.kind = 'text'), '')
           from cut c where m.organization_id = c.organization_id and m.id = c.message_id"#,
        problem.kind,
        problem.message,
        now,
        organization.0,
        run.map(|run| run.0),
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected())
}
