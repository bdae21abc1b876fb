//! The role that the server logs in as: it owns nothing, and no SQL that it runs changes the schema.

use sqlx::{ConnectOptions, Executor};
use testkit::TestBackend;

use crate::tenancy::{code, two};

#[tokio::test]
async fn the_role_that_the_server_logs_in_as_can_undo_nothing_whatever_sql_it_runs() {
    let test = TestBackend::new().await;
    two(&test).await;
    let mut connection = test.database.options().connect().await.unwrap();
    let owner = test.database.logins().owner;
    let become_owner = format!("set role {}", owner.get_username());
    for sql in [
        "select * from agents",
        "select * from user_credentials",
        "alter table agents disable row level security",
        "alter table agents no force row level security",
        "drop policy tenant_isolation on agents",
        "create policy mine on agents using (true)",
        "create table mine ()",
        "create schema mine",
        "create or replace function app.organization_id() returns uuid language sql as 'select null::uuid'",
        "grant select on agents to soloos_server",
        "alter role soloos_app bypassrls",
        "set role postgres",
        "set session_replication_role = 'replica'",
        &become_owner,
    ] {
        connection.execute("reset role").await.unwrap();
        let refused = connection.execute(sqlx::AssertSqlSafe(sql.to_owned())).await.unwrap_err();
        assert_eq!(code(&refused), "42501", "{sql}");
    }
    connection.execute("reset role; set role soloos_app").await.unwrap();
    let seen: i64 = sqlx::query_scalar("select count(*) from agents").fetch_one(&mut connection).await.unwrap();
    assert_eq!(seen, 0, "even so it sees nothing without having entered");
}

#[tokio::test]
async fn migrating_once_more_lets_the_server_in_all_the_same() {
    let test = TestBackend::new().await;
    let logins = test.database.logins();
    let (first, second) = tokio::join!(server_core::db::migrate(&logins), server_core::db::migrate(&logins));
    first.unwrap();
    second.unwrap();
    server_core::jobs::run_due(&test, test.database.options()).await.unwrap();
}
