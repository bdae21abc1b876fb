//! The workers that take jobs from the queue in this process: one for each pool, so that slow jobs keep no quick one
//! waiting.

use std::time::Duration;

use graphile_worker::{WorkerOptions, WorkerRecoveryConfig};
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use tokio::task::JoinHandle;

use super::remove_object::RemoveObject;
use super::send_mail::SendMail;
use super::tidy::{self, Tidy};
use super::{Job, JobBackend, JobKind, Pool};
use crate::db::queue::SCHEMA;
use crate::{Backend, Error, Result};

/// How long running jobs may continue after a shutdown began.
const GRACE: Duration = Duration::from_secs(15);

impl Pool {
    const ALL: [Self; 2] = [Self::Quick, Self::Slow];

    /// How many of its jobs run at once.
    fn concurrency(self) -> usize {
        match self {
            Self::Quick => 4,
            Self::Slow => 2,
        }
    }
}

/// The running workers.
pub struct Worker {
    tasks: Vec<JoinHandle<()>>,
}

impl Worker {
    /// Whether all pools still take jobs.
    pub fn is_alive(&self) -> bool {
        self.tasks.iter().all(|task| !task.is_finished())
    }

    /// Waits until the running jobs have ended after a shutdown began.
    pub async fn ended(self) {
        for task in self.tasks {
            if let Err(error) = task.await {
                tracing::error!(%error, "a job worker broke");
            }
        }
    }
}

/// Starts taking jobs, with connections of the server's own role, two a pool, which may use the queue's tables and
/// nothing else; a job itself goes through the backend's doors like everything else.
pub async fn start(backend: &Backend, server: PgConnectOptions) -> Result<Worker> {
    let connections = PgPoolOptions::new().max_connections(4).connect_with(server).await?;
    let mut tasks = Vec::new();
    for pool in Pool::ALL {
        let worker = options(backend, pool, connections.clone())?.init().await.map_err(broken)?;
        tasks.push(backend.tasks.spawn(async move {
            if let Err(error) = worker.run().await {
                tracing::error!(%error, ?pool, "a job worker ended with an error");
            }
        }));
    }
    Ok(Worker { tasks })
}

fn broken(error: impl std::fmt::Display) -> Error {
    Error::fault("start a job worker", error)
}

fn options(backend: &Backend, pool: Pool, connections: PgPool) -> Result<WorkerOptions> {
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
        .concurrency(pool.concurrency())
        .poll_interval(Duration::from_secs(2))
        .listen_os_shutdown_signals(false)
        .shutdown_signal(async move { shutdown.cancelled().await })
        .shutdown_grace_period(GRACE)
        .worker_recovery(recovery)
        .pg_pool(connections)
        .add_extension(JobBackend(backend.clone()))
        .define_jobs(kinds(backend).into_iter().filter(|kind| kind.pool == pool).map(|kind| kind.definition));
    Ok(if pool == Tidy::POOL { options.with_crons(tidy::crontabs(backend)?) } else { options })
}

/// Every kind of job: the core's own and those of the areas.
fn kinds(backend: &Backend) -> Vec<JobKind> {
    let own = [SendMail::kind(), RemoveObject::kind(), Tidy::kind()];
    own.into_iter().chain(backend.areas.iter().flat_map(|area| area.jobs())).collect()
}

/// Runs every due job to its end, for tests. The slow ones come first: the jobs that they add are quick.
pub async fn run_due(backend: &Backend, server: PgConnectOptions) -> Result<()> {
    let connections = PgPoolOptions::new().max_connections(3).connect_with(server).await?;
    for pool in [Pool::Slow, Pool::Quick] {
        let worker = options(backend, pool, connections.clone())?.init().await.map_err(broken)?;
        worker.run_once().await.map_err(|error| Error::fault("run the due jobs", error))?;
    }
    connections.close().await;
    Ok(())
}
