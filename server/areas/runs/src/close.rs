//! Ends the runs of an organisation that closes. Its tenant transactions are refused by then, so this uses the
//! platform's.

use chrono::{DateTime, Utc};
use domain::ids::{OrganizationId, RunId};
use server_core::db::PlatformTx;
use server_core::{Backend, Result};
use sqlx::{Connection, PgConnection};
use uuid::Uuid;

use super::interrupt::{CutRun, put_away};
use super::problem::closed;

/// Ends every run of the organisation; the text so far is kept. Returns how many. A run that cannot be ended is logged,
/// blocks neither the others nor the closing, and stays `streaming` until healing can end it.
pub(super) async fn close_all(backend: &Backend, tx: &mut PlatformTx, organization: OrganizationId) -> Result<u64> {
    let now = tx.now();
    let mut runs = 0;
    for id in streaming(tx, organization).await? {
        let mut nested = tx.conn().begin().await?;
        match close(backend, &mut nested, Closing { organization, run: RunId(id), now }).await {
            Ok(was_streaming) => {
                nested.commit().await?;
                runs += u64::from(was_streaming);
            }
            Err(error) => {
                nested.rollback().await?;
                tracing::error!(run = %id, %error, "a run of an organisation that closes could not be ended");
            }
        }
    }
    Ok(runs)
}

async fn streaming(tx: &mut PlatformTx, organization: OrganizationId) -> Result<Vec<Uuid>> {
    let runs = sqlx::query_scalar!(
        "select id from runs where organization_id = $1 and status = 'streaming' order by id",
        organization.0
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(runs)
}

/// Ends one run that found its organisation closed, unless that has been done.
pub(super) async fn close_one(backend: &Backend, organization: OrganizationId, run: RunId) -> Result<()> {
    let mut tx = backend.db.upkeep().await?;
    let now = tx.now();
    close(backend, tx.conn(), Closing { organization, run, now }).await?;
    tx.commit().await
}

/// A run to end because its organisation closes.
#[derive(Debug, Clone, Copy)]
struct Closing {
    organization: OrganizationId,
    run: RunId,
    now: DateTime<Utc>,
}

/// Ends the run; returns whether it was still running.
async fn close(backend: &Backend, conn: &mut PgConnection, closing: Closing) -> Result<bool> {
    let problem = closed();
    let cut = sqlx::query_as!(
        CutRun,
        "update runs set status = 'interrupted', last_seq = last_seq + 1, error_kind = $1, error_message = $2,
           finished_at = $3, tokens_estimated = true
         where organization_id = $4 and id = $5 and status = 'streaming'
         returning organization_id, id, purpose, conversation_id, message_id, last_seq",
        problem.kind,
        problem.message,
        closing.now,
        closing.organization.0,
        closing.run.0,
    )
    .fetch_optional(&mut *conn)
    .await?;
    let Some(cut) = cut else { return Ok(false) };
    put_away(backend, conn, cut, closing.now).await?;
    Ok(true)
}
