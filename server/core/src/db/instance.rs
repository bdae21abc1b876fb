//! Shows other processes that this one is alive: it holds an advisory lock for as long as its connection lasts, and the
//! database releases the lock the moment the process is gone.

use std::time::Duration;

use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, PgConnection};
use tokio::sync::Mutex;
use tokio::time::timeout;

use crate::{Result, random};

/// The first half of the lock's key, so that it clashes with no other use of advisory locks.
pub const LOCK_CLASS: i32 = 0x5010;

/// How long a connection may take to answer before it counts as lost.
const PATIENCE: Duration = Duration::from_secs(10);

/// This process.
pub struct Instance {
    id: i32,
    options: PgConnectOptions,
    connection: Mutex<Option<PgConnection>>,
}

impl Instance {
    /// Takes the lock of a fresh id.
    pub async fn start(options: PgConnectOptions) -> Result<Self> {
        let id = i32::from_le_bytes(random::number().to_le_bytes().first_chunk().copied().unwrap_or_default());
        let instance = Self { id, options, connection: Mutex::new(None) };
        instance.hold().await?;
        Ok(instance)
    }

    /// The number that runs carry while this process writes them.
    pub fn id(&self) -> i32 {
        self.id
    }

    /// Makes sure that the lock is held, and takes it again after a lost connection.
    pub async fn hold(&self) -> Result<()> {
        let mut connection = self.connection.lock().await;
        if let Some(open) = connection.as_mut() {
            if let Ok(Ok(_)) = timeout(PATIENCE, sqlx::query("select 1").execute(open)).await {
                return Ok(());
            }
            tracing::warn!("the connection that shows this server alive was lost; opening another");
        }
        let mut fresh = self.options.connect().await?;
        // The broken connection may still hold the lock: then this fails and is tried again later.
        sqlx::query("set lock_timeout = '10s'").execute(&mut fresh).await?;
        sqlx::query("select pg_advisory_lock($1, $2)").bind(LOCK_CLASS).bind(self.id).execute(&mut fresh).await?;
        *connection = Some(fresh);
        Ok(())
    }
}
