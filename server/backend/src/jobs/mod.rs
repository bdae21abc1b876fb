//! Background jobs: a queue in Postgres, filled inside the transactions that need the work done.
//! Each job is idempotent, and decides itself whether its failure is worth another try.

mod cancel_subscription;
mod export;
mod health;
mod remove_object;
mod send_mail;
mod tidy;
mod worker;

pub use health::{QueueHealth, health};
pub use worker::{Worker, run_due, start};

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use crate::{Error, Result};

/// The schema that the queue keeps for itself.
const SCHEMA: &str = "graphile_worker";

/// Brings the queue's own schema up to date; it belongs to the owning role, as all tables do.
pub(crate) async fn migrate(options: &PgConnectOptions) -> Result<()> {
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
