//! Adds jobs to the queue.

use domain::ids::OrganizationId;
use sqlx::PgConnection;
use sqlx::types::Json;

use super::Job;
use crate::Result;

/// A job to add.
#[derive(Debug, Clone, Copy)]
pub struct NewJob<'a, J> {
    /// Whose it is; none for the platform's own. In an organisation's transaction it is that organisation, or the
    /// database refuses.
    pub organization: Option<OrganizationId>,
    /// Its subject, such as `export:{id}`: a job that already waits under this key is replaced.
    pub key: &'a str,
    pub job: J,
}

/// Adds it in the current transaction; it runs once that is committed.
pub async fn add<J: Job>(conn: &mut PgConnection, new: NewJob<'_, J>) -> Result<()> {
    sqlx::query("select app.add_job($1, $2, $3, $4)")
        .bind(J::NAME)
        .bind(Json(new.job))
        .bind(new.key)
        .bind(new.organization.map(|organization| organization.0))
        .execute(conn)
        .await?;
    Ok(())
}
