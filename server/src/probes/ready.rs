//! `GET /readyz`: whether this server can serve, with each part it needs.

use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use sqlx::postgres::PgConnectOptions;
use tokio::sync::OnceCell;

use crate::state::AppState;

const PATIENCE: Duration = Duration::from_secs(3);
/// A due job that waits for longer is one that nobody takes.
const LONGEST_WAIT_SECONDS: i64 = 300;

/// Whether the schema is known to be this binary's: asked until it was once so, for it stays so.
#[derive(Debug, Default)]
pub struct Migrations(OnceCell<()>);

impl Migrations {
    async fn are_applied(&self, database: &PgConnectOptions) -> bool {
        let check = || async {
            match backend::db::pending(database).await {
                Ok(0) => return Ok(()),
                Ok(pending) => tracing::warn!(pending, "migrations are missing"),
                Err(error) => tracing::warn!(%error, "the migrations could not be checked"),
            }
            Err(())
        };
        self.0.get_or_try_init(check).await.is_ok()
    }
}

/// Each part, true when it works.
#[derive(Debug, Serialize)]
pub struct Readiness {
    database: bool,
    migrations: bool,
    queue: bool,
    /// Said, but not counted: without its files a server still serves nearly everything.
    storage: bool,
    /// False once the server is asked to stop, so that nothing new is sent to it.
    accepting: bool,
}

/// 200 when everything works, 503 otherwise.
pub async fn ready(State(state): State<AppState>) -> (StatusCode, Json<Readiness>) {
    let look = async {
        let database = state.backend.db.ping().await.is_ok();
        Readiness {
            database,
            migrations: database && state.migrations.are_applied(&state.database).await,
            queue: database && takes_jobs(&state).await,
            storage: keeps_files(&state).await,
            accepting: !state.backend.shutdown.is_cancelled(),
        }
    };
    let late = Readiness { database: false, migrations: false, queue: false, storage: false, accepting: true };
    let readiness = tokio::time::timeout(PATIENCE, look).await.unwrap_or(late);
    let whole = readiness.database && readiness.migrations && readiness.queue && readiness.accepting;
    (if whole { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE }, Json(readiness))
}

/// Whether jobs are taken from the queue: ours, and in time.
async fn takes_jobs(state: &AppState) -> bool {
    let works = state.worker.as_ref().is_none_or(backend::jobs::Worker::is_alive);
    match backend::jobs::health(&state.backend).await {
        Ok(health) => works && health.oldest_due_seconds < LONGEST_WAIT_SECONDS,
        Err(error) => {
            tracing::warn!(%error, "the queue could not be looked at");
            false
        }
    }
}

/// Whether the object store answers; asked for less long than everything else may take.
async fn keeps_files(state: &AppState) -> bool {
    match tokio::time::timeout(PATIENCE / 2, state.backend.storage.ping()).await {
        Ok(Ok(())) => true,
        Ok(Err(error)) => {
            tracing::warn!(%error, "files can be neither read nor written");
            false
        }
        Err(_) => false,
    }
}
