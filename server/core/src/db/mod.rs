//! The database: a private pool, and four doors through which a transaction can be entered.
//! Nothing outside this module gets a bare connection.

pub mod instance;
mod migrations;
pub(crate) mod queue;
mod transactions;

use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::AppError;
use domain::ids::OrganizationId;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{AssertSqlSafe, Executor, PgTransaction};
use tracing::Instrument;

pub use migrations::{Logins, migrate, pending, schema_fingerprint};
pub use transactions::{IdentityTx, PlatformTx, TenantTx, VisitorTx};

use crate::{Caller, Clock, Error, God, Result};

/// The database of the platform; clones share one pool.
#[derive(Clone)]
pub struct Db {
    pool: PgPool,
    clock: Clock,
}

impl Db {
    /// Opens a pool whose connections have dropped to a role that may do nothing but enter a door.
    pub async fn connect(options: PgConnectOptions, connections: u32, clock: Clock) -> Result<Self> {
        let pool = PgPoolOptions::new()
            .max_connections(connections)
            .acquire_timeout(Duration::from_secs(5))
            .after_connect(|connection, _| {
                Box::pin(async move {
                    connection.execute("set role soloos_gate").await?;
                    Ok(())
                })
            })
            .connect_with(options)
            .await?;
        Ok(Self { pool, clock })
    }

    /// Begins a transaction in the caller's organisation: the only way to a tenant table.
    pub async fn tenant(&self, caller: &Caller) -> Result<TenantTx> {
        let tx = self.enter(&tenant_door(caller)).await?;
        Ok(TenantTx::new(tx, *caller, self.now()))
    }

    /// Begins a transaction like [`Self::tenant`] whose commit does not wait for the disk.
    pub async fn tenant_relaxed(&self, caller: &Caller) -> Result<TenantTx> {
        let door = tenant_door(caller);
        let tx = self.enter(&format!("{door}, set_config('synchronous_commit', 'off', true)")).await?;
        Ok(TenantTx::new(tx, *caller, self.now()))
    }

    /// Begins a transaction that sees every organisation, for the operator.
    pub async fn platform(&self, god: &God) -> Result<PlatformTx> {
        let tx = self.enter(&format!("app.enter_platform('{}')", god.actor())).await?;
        Ok(PlatformTx::new(tx, self.now()))
    }

    /// Begins a platform transaction for the platform's own upkeep: healing, purging, seeding.
    pub async fn upkeep(&self) -> Result<PlatformTx> {
        Ok(PlatformTx::new(self.enter("app.enter_platform(null)").await?, self.now()))
    }

    /// Begins a transaction of signing in: people, sessions and memberships.
    pub async fn identity(&self) -> Result<IdentityTx> {
        Ok(IdentityTx::new(self.enter("app.enter_identity()").await?, self.now()))
    }

    /// Begins a transaction of somebody with a link and no account: it sees what the organisation has published, and
    /// writes nothing. A closed organisation looks like one that never existed.
    pub async fn visitor(&self, organization: OrganizationId) -> Result<VisitorTx> {
        match self.enter(&format!("app.enter_visitor('{organization}')")).await {
            Err(error) if error.is_closed() => Err(AppError::NotFound.into()),
            entered => Ok(VisitorTx::new(entered?, self.now())),
        }
    }

    /// Enters a door and begins the transaction in one round trip. A door is our own SQL, in which our own ids and
    /// words are the only variables.
    /// The door comes first: both are one transaction all the same, and a door that refuses leaves none open behind it.
    ///
    /// It runs in a task of its own, so that a request that is cancelled in the middle of this very statement leaves no
    /// transaction open that the driver does not know of: the task ends, and its transaction with it.
    #[expect(clippy::disallowed_methods, reason = "it outlives its caller by one statement at most")]
    async fn enter(&self, door: &str) -> Result<PgTransaction<'static>> {
        let (pool, sql) = (self.pool.clone(), format!("select {door}; begin"));
        let entering = async move { pool.begin_with(AssertSqlSafe(sql)).await };
        match tokio::spawn(entering.in_current_span()).await {
            Ok(entered) => Ok(entered?),
            Err(error) => Err(Error::Fault(format!("entering the database ended early: {error}"))),
        }
    }

    /// Whether the database answers, for the readiness check.
    pub async fn ping(&self) -> Result<()> {
        sqlx::query("select 1").execute(&self.pool).await?;
        Ok(())
    }

    /// Connections in use and open, for the metrics.
    pub fn connections(&self) -> (u32, u32) {
        let open = self.pool.size();
        let idle = u32::try_from(self.pool.num_idle()).unwrap_or(u32::MAX);
        (open.saturating_sub(idle), open)
    }

    /// Closes the pool after the last transaction.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    /// The clock's time, which transactions carry.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }
}

fn tenant_door(caller: &Caller) -> String {
    let (role, tier) = (caller.role().as_str(), caller.tier().as_str());
    format!("app.enter('{}', '{}', '{}', '{role}', '{tier}')", caller.org(), caller.actor(), caller.subject())
}
