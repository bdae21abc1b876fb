//! The worker that takes jobs from the queue in this process.

use std::time::Duration;

use graphile_worker::{WorkerOptions, WorkerRecoveryConfig};
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use tokio::task::JoinHandle;

use super::JobBackend;
use super::remove_object::RemoveObject;
use super::send_mail::SendMail;
use super::tidy::{self, Tidy};
use crate::db::queue::SCHEMA;
use crate::{Backend, Error, Result};

/// How many jobs run at once.
const CONCURRENCY: usize = 4;
/// How long running jobs may go on after a shutdown began.
const GRACE: Duration = Duration::from_secs(15);

/// A running worker.
pub struct Worker {
    task: JoinHandle<()>,
}

impl Worker {
    /// Whether it still takes jobs.
    pub fn is_alive(&self) -> bool {
        !self.task.is_finished()
    }

    /// Waits until the running jobs have ended after a shutdown began.
    pub async fn ended(self) {
        if let Err(error) = self.task.await {
            tracing::error!(%error, "the job worker broke");
        }
    }
}

/// Starts taking jobs, with two connections of the server's own role, which may use the queue's tables and nothing else;
/// what a job does goes through the backend's doors like everything else.
pub async fn start(backend: &Backend, server: PgConnectOptions) -> Result<Worker> {
    let pool = PgPoolOptions::new().max_connections(2).connect_with(server).await?;
    let worker = options(backend, pool)?.init().await.map_err(|error| Error::fault("start the job worker", error))?;
    let task = backend.tasks.spawn(async move {
        if let Err(error) = worker.run().await {
            tracing::error!(%error, "the job worker ended with an error");
        }
    });
    Ok(Worker { task })
}

fn options(backend: &Backend, pool: PgPool) -> Result<WorkerOptions> {
    let shutdown = backend.shutdown.clone();
    let recovery = WorkerRecoveryConfig {
        heartbeat_interval: Duration::from_secs(10),
        sweep_interval: Duration::from_secs(15),
        sweep_threshold: Duration::from_secs(45),
        recovery_delay: Duration::from_secs(1),
        ..WorkerRecoveryConfig::default()
    };
    let options = WorkerOptions::default()
        .schema(SCHEMA)
        .concurrency(CONCURRENCY)
        .poll_interval(Duration::from_secs(2))
        .listen_os_shutdown_signals(false)
        .shutdown_signal(async move { shutdown.cancelled().await })
        .shutdown_grace_period(GRACE)
        .worker_recovery(recovery)
        .pg_pool(pool)
        .add_extension(JobBackend(backend.clone()))
        .define_job::<SendMail>()
        .define_job::<RemoveObject>()
        .define_job::<Tidy>()
        .with_crons(tidy::crontabs(backend)?);
    Ok(backend.areas.iter().fold(options, |options, area| area.jobs(options)))
}

/// Runs every job that is due and ends, for tests.
pub async fn run_due(backend: &Backend, server: PgConnectOptions) -> Result<()> {
    let pool = PgPoolOptions::new().max_connections(3).connect_with(server).await?;
    let worker =
        options(backend, pool.clone())?.init().await.map_err(|error| Error::fault("start the job worker", error))?;
    worker.run_once().await.map_err(|error| Error::fault("run the due jobs", error))?;
    pool.close().await;
    Ok(())
}
