//! Listens to the database's notifications of revocations and news, over one connection, and passes them on.

use std::time::Duration;

use sqlx::Executor;
use sqlx::postgres::{PgConnectOptions, PgListener, PgPoolOptions};

use super::{Revocation, Told};
use crate::{Backend, Result, bus};

/// The channel of the database's revocations.
const CHANNEL: &str = "soloos_revocations";
/// How long to wait before listening again after the connection was lost.
const PAUSE: Duration = Duration::from_secs(1);

/// A listener with a database connection of its own.
pub struct Listening {
    options: PgConnectOptions,
    listener: PgListener,
}

impl Listening {
    /// Begins to listen; from here on no notification is missed.
    pub async fn begin(options: PgConnectOptions) -> Result<Self> {
        let listener = open(options.clone()).await?;
        Ok(Self { options, listener })
    }

    /// Passes notifications on until shutdown.
    pub async fn go_on(mut self, backend: Backend) {
        loop {
            tokio::select! {
                () = backend.shutdown.cancelled() => return,
                error = pass_on(&backend, &mut self.listener) => {
                    tracing::error!(%error, "revocations cannot be heard; listening anew");
                }
            }
            loop {
                tokio::select! {
                    () = backend.shutdown.cancelled() => return,
                    () = tokio::time::sleep(PAUSE) => {}
                }
                if let Ok(listener) = open(self.options.clone()).await {
                    self.listener = listener;
                    missed_something(&backend);
                    break;
                }
            }
        }
    }
}

async fn open(options: PgConnectOptions) -> Result<PgListener> {
    let pool = PgPoolOptions::new()
        .max_connections(1)
        .acquire_timeout(Duration::from_secs(5))
        .after_connect(|connection, _| {
            Box::pin(async move { connection.execute("set role soloos_gate").await.map(drop) })
        })
        .connect_with(options)
        .await?;
    let mut listener = PgListener::connect_with(&pool).await?;
    listener.listen_all([CHANNEL, bus::CHANNEL]).await?;
    Ok(listener)
}

/// Passes notifications on until the connection fails.
async fn pass_on(backend: &Backend, listener: &mut PgListener) -> sqlx::Error {
    loop {
        match listener.try_recv().await {
            Ok(Some(told)) if told.channel() == bus::CHANNEL => backend.bus.tell(told.payload()),
            Ok(Some(told)) => {
                if let Some(told) = Told::read(told.payload()) {
                    pass(backend, told);
                }
            }
            Ok(None) => missed_something(backend),
            Err(error) => return error,
        }
    }
}

fn pass(backend: &Backend, told: Told<'_>) {
    match told.revocation() {
        Some(revocation) => backend.tell(revocation),
        None => backend.areas.iter().for_each(|area| area.told(backend, told.kind, told.id)),
    }
}

/// The connection was lost and is back; the notifications in between are unknown.
fn missed_something(backend: &Backend) {
    backend.tell(Revocation::Unsure);
    backend.bus.tell_all();
}
