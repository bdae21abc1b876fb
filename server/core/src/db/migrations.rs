//! Migrations, compiled into the binary and applied under a lock by the owning role, which does nothing else.

use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection, PgConnection};

use super::queue;
use crate::{Error, Result};

/// The key of the advisory lock under which the server's role is granted its rights.
const ADMISSION_LOCK: i64 = 0x5010_ad11;

static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!("../../migrations");

/// The logins to the database: the role that owns the schema, and the role that the server runs as, which owns nothing.
#[derive(Debug, Clone)]
pub struct Logins {
    pub owner: PgConnectOptions,
    pub server: PgConnectOptions,
}

/// Brings the schema up to date: the job queue's first, then ours; then grants the server's role its rights. Two
/// servers that start at once wait for each other.
pub async fn migrate(logins: &Logins) -> Result<()> {
    queue::migrate(&logins.owner).await?;
    let mut connection = logins.owner.connect().await?;
    MIGRATOR.run(&mut connection).await.map_err(|error| Error::fault("migrate", error))?;
    let server = logins.server.get_username();
    if server == logins.owner.get_username() {
        tracing::warn!(
            "the server logs in as the owner of the schema: set DATABASE_OWNER_URL, and a role that owns nothing in DATABASE_URL"
        );
    } else {
        admit(&mut connection, server).await?;
    }
    connection.close().await?;
    Ok(())
}

/// Grants the server's role its missing rights. One server at a time: two concurrent grants would conflict in the
/// catalogue.
async fn admit(connection: &mut PgConnection, server: &str) -> Result<()> {
    let mut tx = connection.begin().await?;
    sqlx::query("select pg_advisory_xact_lock($1)").bind(ADMISSION_LOCK).execute(&mut *tx).await?;
    sqlx::query("select app.admit_server($1::text::name)").bind(server).execute(&mut *tx).await?;
    tx.commit().await?;
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

/// The checksums of all migrations in order: two binaries with equal fingerprints make the same schema.
pub fn schema_fingerprint() -> Vec<u8> {
    MIGRATOR.iter().flat_map(|migration| migration.checksum.iter().copied()).collect()
}
