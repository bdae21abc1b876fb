//! `GET /readyz`: whether this server can serve. Load balancers ask without a token and get yes or no; the parts are
//! shown to callers who may read the metrics. However often it is asked, it checks once a second.

use std::time::{Duration, Instant};

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use sqlx::postgres::PgConnectOptions;
use tokio::sync::{Mutex, OnceCell};

use super::metrics::may_read;
use crate::state::AppState;

const PATIENCE: Duration = Duration::from_secs(3);
/// How long a result is reused.
const FRESH: Duration = Duration::from_secs(1);
/// A job that is due for longer is one that nobody takes.
const LONGEST_WAIT_SECONDS: i64 = 300;

/// Whether the schema is known to match this binary: checked until it once did, since it then stays so.
#[derive(Debug, Default)]
pub struct Migrations(OnceCell<()>);

impl Migrations {
    async fn are_applied(&self, database: &PgConnectOptions) -> bool {
        let check = || async {
            match server_core::db::pending(database).await {
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
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Readiness {
    database: bool,
    migrations: bool,
    queue: bool,
    /// Reported, but not counted: without its files a server still serves nearly everything.
    storage: bool,
    /// False once the server is asked to stop, so that nothing new is sent to it.
    accepting: bool,
}

impl Readiness {
    const LATE: Self = Self { database: false, migrations: false, queue: false, storage: false, accepting: true };

    fn is_whole(self) -> bool {
        self.database && self.migrations && self.queue && self.accepting
    }
}

/// The result of the last check; concurrent requests wait for it.
#[derive(Debug, Default)]
pub struct LastLook(Mutex<Option<(Instant, Readiness)>>);

impl LastLook {
    async fn at(&self, state: &AppState) -> Readiness {
        let mut last = self.0.lock().await;
        if let Some((at, found)) = *last
            && at.elapsed() < FRESH
        {
            return found;
        }
        let found = tokio::time::timeout(PATIENCE, look(state)).await.unwrap_or(Readiness::LATE);
        *last = Some((Instant::now(), found));
        if !found.is_whole() {
            tracing::warn!(?found, "this server is not ready");
        }
        found
    }
}

/// 200 when everything works, 503 otherwise.
pub async fn ready(State(state): State<AppState>, headers: HeaderMap) -> Response {
    let found = state.last_look.at(&state).await;
    let found = Readiness { accepting: !state.backend.shutdown.is_cancelled(), ..found };
    let status = if found.is_whole() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    if may_read(state.metrics_token.as_ref(), &headers) {
        return (status, Json(found)).into_response();
    }
    (status, if found.is_whole() { "ready" } else { "not ready" }).into_response()
}

async fn look(state: &AppState) -> Readiness {
    let database = state.backend.db.ping().await.is_ok();
    Readiness {
        database,
        migrations: database && state.migrations.are_applied(&state.database).await,
        queue: database && takes_jobs(state).await,
        storage: keeps_files(state).await,
        accepting: true,
    }
}

/// Whether jobs are taken from the queue: by our workers, and in time.
async fn takes_jobs(state: &AppState) -> bool {
    let works = state.worker.as_ref().is_none_or(server_core::jobs::Worker::is_alive);
    match server_core::jobs::health(&state.backend).await {
        Ok(health) => works && health.oldest_due_seconds < LONGEST_WAIT_SECONDS,
        Err(error) => {
            tracing::warn!(%error, "the queue could not be looked at");
            false
        }
    }
}

/// Whether the object store answers, with a shorter timeout than everything else.
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
