//! A load of test data, written by the database itself: many organisations with people, conversations and messages, a
//! few of them far busier than most, as on a real platform.

use server_core::db::PlatformTx;
use server_core::{Backend, Error, Result};
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};

/// How much to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Load {
    pub organizations: i32,
    pub messages: i32,
}

/// Writes it in one transaction. A platform that has a load already is refused.
pub async fn seed(backend: &Backend, load: Load) -> Result<()> {
    let mut tx = backend.db.upkeep().await?;
    let loaded = sqlx::query_scalar!(r#"select exists (select from organizations where slug = 'load-1') as "any!""#)
        .fetch_one(tx.conn())
        .await?;
    if loaded {
        return Err(Error::Fault("this platform has a load of test data already".to_owned()));
    }
    write(&mut tx, include_str!("organizations.sql"), load).await?;
    write(&mut tx, include_str!("memberships.sql"), load).await?;
    write(&mut tx, include_str!("conversations.sql"), load).await?;
    write(&mut tx, include_str!("messages.sql"), load).await?;
    write(&mut tx, include_str!("runs.sql"), load).await?;
    write(&mut tx, include_str!("storage.sql"), load).await?;
    let now = tx.now();
    sqlx::query("select app.count_usage($1)").bind(now).execute(tx.conn()).await?;
    tx.commit().await
}

/// Every statement takes the same three parameters: organisations, messages, the present.
async fn write(tx: &mut PlatformTx, sql: &'static str, load: Load) -> Result<()> {
    let now = tx.now();
    sqlx::query(AssertSqlSafe(sql)).bind(load.organizations).bind(load.messages).bind(now).execute(tx.conn()).await?;
    Ok(())
}

/// Makes the planner analyse the tables again, after a large load.
pub async fn analyze(options: &PgConnectOptions) -> Result<()> {
    let mut connection = options.connect().await?;
    sqlx::query("analyze organizations, organization_counters, organization_terms, organization_days, platform_days, users, memberships, conversations, messages, runs")
        .execute(&mut connection)
        .await?;
    connection.close().await?;
    Ok(())
}
