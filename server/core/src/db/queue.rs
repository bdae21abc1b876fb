//! The schema of the job queue, which the queue's own library migrates.

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use crate::{Error, Result};

/// The schema that the queue's library owns.
pub(crate) const SCHEMA: &str = "graphile_worker";

/// Brings the queue's schema up to date; it belongs to the owning role, as all tables do.
pub(super) async fn migrate(options: &PgConnectOptions) -> Result<()> {
    let pool = PgPoolOptions::new().max_connections(1).connect_with(options.clone()).await?;
    let migrated = graphile_worker::WorkerOptions::default()
        .schema(SCHEMA)
        .listen_os_shutdown_signals(false)
        .pg_pool(pool.clone())
        .init()
        .await
        .map(drop)
        .map_err(|error| Error::fault("migrate the job queue", error));
    pool.close().await;
    migrated
}
