//! Migrations, compiled into the binary and applied by the owning role under a lock.

use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection};

use crate::{Error, Result};

static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!("../../migrations");

/// Brings the schema up to date: the job queue's first, then ours. Two servers that start at once wait for each other.
pub async fn migrate(options: &PgConnectOptions) -> Result<()> {
    crate::jobs::migrate(options).await?;
    let mut connection = options.connect().await?;
    MIGRATOR.run(&mut connection).await.map_err(|error| Error::fault("migrate", error))?;
    connection.close().await?;
    Ok(())
}

/// Lets the planner look at the tables anew, after much was written at once.
pub async fn analyze(options: &PgConnectOptions) -> Result<()> {
    let mut connection = options.connect().await?;
    sqlx::query("analyze organizations, organization_counters, organization_terms, organization_days, platform_days, users, memberships, conversations, messages, runs")
        .execute(&mut connection)
        .await?;
    connection.close().await?;
    Ok(())
}

/// How many migrations of this binary the database has not seen.
pub async fn pending(options: &PgConnectOptions) -> Result<usize> {
    let mut connection = options.connect().await?;
    let applied: Vec<(i64,)> =
        sqlx::query_as("select version from _sqlx_migrations where success").fetch_all(&mut connection).await?;
    connection.close().await?;
    Ok(MIGRATOR.iter().filter(|ours| !applied.iter().any(|(version,)| *version == ours.version)).count())
}

/// Every migration's checksum in order: two binaries with the same one make the same schema.
pub fn schema_fingerprint() -> Vec<u8> {
    MIGRATOR.iter().flat_map(|migration| migration.checksum.iter().copied()).collect()
}
