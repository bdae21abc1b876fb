//! A fresh, migrated database for each test: a copy of a template that is migrated once per schema.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::str::FromStr;

use server_core::db::Logins;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{ConnectOptions, Connection, Executor, PgConnection};
use tokio::sync::OnceCell;
use uuid::Uuid;

use crate::times::HeldTime;

static TEMPLATE: OnceCell<String> = OnceCell::const_new();
/// Guards the creation of the template between test processes.
const TEMPLATE_LOCK: i64 = 0x5010_7e57;

/// A database that is dropped with this value.
pub struct TestDatabase {
    name: String,
    options: PgConnectOptions,
    /// As a superuser, whom no policy binds: for inspection by tests, never what the backend uses.
    pub owner: PgPool,
    /// Ends with the test.
    _held: HeldTime,
}

impl TestDatabase {
    /// A fresh copy of the migrated template on the server that `DATABASE_URL` names.
    pub async fn new() -> Self {
        let held = HeldTime::begin();
        let server = server_options();
        let template = TEMPLATE.get_or_init(|| make_template(server.clone())).await;
        let name = format!("soloos_test_{}", Uuid::now_v7().simple());
        let mut connection = server.connect().await.expect("the database server of DATABASE_URL answers");
        copy(&mut connection, &name, template).await;
        connection.close().await.ok();
        let options = serving(server).database(&name);
        let owner = PgPoolOptions::new().max_connections(2).connect_lazy_with(admin_options().database(&name));
        Self { name, options, owner, _held: held }
    }

    /// How to connect to it as both roles.
    pub fn logins(&self) -> Logins {
        Logins { owner: server_options().database(&self.name), server: self.options() }
    }

    /// How to connect to it as the server does, whose role owns nothing.
    pub fn options(&self) -> PgConnectOptions {
        self.options.clone()
    }

    /// The same as a URL without its password, for programs that read one from the environment.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        // Only a superuser may end the connections that the test itself holds as one.
        let (name, server) = (self.name.clone(), admin_options());
        // Nobody waits for it. Dropping waits for connections that are being opened to any database, and the runtime that
        // opens one may be this thread's: waiting here would hold up all tests until Postgres gives up on that one.
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async {
                let dropped = async {
                    let sql = format!("drop database if exists {name} with (force)");
                    server.connect().await?.execute(sqlx::AssertSqlSafe(sql)).await
                };
                if let Err(error) = dropped.await {
                    eprintln!("{name} stays in the memory: {error}");
                }
            });
        });
    }
}

/// As the role that owns the schema: the login that a server in production is given.
fn server_options() -> PgConnectOptions {
    options_of("DATABASE_URL")
}

/// The server's role, which `script/test` makes with the same password.
fn serving(owner: PgConnectOptions) -> PgConnectOptions {
    owner.username("soloos_server")
}

fn admin_options() -> PgConnectOptions {
    options_of("SOLOOS_TEST_ADMIN_URL")
}

#[expect(clippy::disallowed_methods, reason = "tests find their server through the environment")]
fn options_of(key: &str) -> PgConnectOptions {
    let url = std::env::var(key).unwrap_or_else(|_| {
        panic!("{key} names a Postgres server for tests: `script/test rust` starts one and sets it")
    });
    PgConnectOptions::from_str(&url).expect("a database's address").log_statements("off".parse().expect("a level"))
}

async fn make_template(server: PgConnectOptions) -> String {
    let mut hasher = DefaultHasher::new();
    server_core::db::schema_fingerprint().hash(&mut hasher);
    let name = format!("soloos_template_{:016x}", hasher.finish());
    let mut connection = server.connect().await.expect("the database server of DATABASE_URL answers");
    sqlx::query("select pg_advisory_lock($1)").bind(TEMPLATE_LOCK).execute(&mut connection).await.expect("a lock");
    let made: bool = sqlx::query_scalar("select exists (select from pg_database where datname = $1)")
        .bind(&name)
        .fetch_one(&mut connection)
        .await
        .expect("the list of databases");
    if !made {
        let draft = format!("{name}_draft");
        run(&mut connection, format!("drop database if exists {draft} with (force)")).await;
        run(&mut connection, format!("create database {draft}")).await;
        let owner = server.clone().database(&draft);
        server_core::db::migrate(&Logins { server: serving(owner.clone()), owner }).await.expect("migrations apply");
        run(&mut connection, format!("alter database {draft} rename to {name}")).await;
    }
    connection.close().await.ok();
    name
}

async fn copy(connection: &mut PgConnection, name: &str, template: &str) {
    run(connection, format!("create database {name} template {template}")).await;
}

async fn run(connection: &mut PgConnection, sql: String) {
    connection.execute(sqlx::AssertSqlSafe(sql)).await.expect("the statement runs");
}
