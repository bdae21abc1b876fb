//! The organisation's waiting, running and failed jobs.

use god_domain::{JobRow, JobState};
use server_core::Result;
use server_core::db::PlatformTx;

use super::{READ, Slice};

/// Jobs that the organisation caused: the next due ones first, the given-up ones last.
pub(crate) async fn jobs(tx: &mut PlatformTx, slice: &Slice) -> Result<Vec<JobRow>> {
    let rows = sqlx::query!(
        r#"select j.task as "task!", j.attempts as "attempts!", j.max_attempts as "max_attempts!", j.run_at as "run_at!",
             j.is_running as "is_running!", j.last_error
           from app.queued_jobs() j
           where j.organization = $1
           order by j.attempts >= j.max_attempts, j.run_at, j.id limit $2 offset $3"#,
        slice.organization,
        READ,
        slice.offset()
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| JobRow {
            state: match (row.is_running, row.attempts >= row.max_attempts) {
                (true, _) => JobState::Running,
                (false, true) => JobState::GivenUp,
                (false, false) => JobState::Waiting,
            },
            task: row.task,
            attempts: row.attempts,
            max_attempts: row.max_attempts,
            due: slice.moment(row.run_at),
            last_error: row.last_error,
        })
        .collect())
}
