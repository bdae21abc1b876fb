//! The visitors' door: what is published of one open organisation, to be read and nothing else. The guards over the
//! catalogue fail when a table, a policy or a function says more to a visitor than it was meant to.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

use domain::AppError;
use domain::ids::OrganizationId;
use server_core::Db;
use server_core::db::VisitorTx;
use sqlx::{AssertSqlSafe, Executor, Postgres, Transaction};
use testkit::{TestBackend, seen};
use uuid::Uuid;

use crate::tenancy::{code, two};

/// A table such as areas will have, with something public.
const POSTERS: &str = "create table posters (
   organization_id uuid not null default app.organization_id() references organizations (id) on delete cascade,
   id uuid not null default gen_random_uuid(), title text not null, draft text not null, published_at timestamptz,
   primary key (organization_id, id));
 select app.protect_tenant_table('posters');
 select app.publish('posters', 'published_at is not null', 'id', 'title')";

#[expect(clippy::disallowed_methods, reason = "the door itself is tried")]
async fn visit(db: &Db, organization: OrganizationId) -> server_core::Result<VisitorTx> {
    db.visitor(organization).await
}

/// Enters as a visitor does, with a connection that may continue after an error.
async fn enter(test: &TestBackend, organization: OrganizationId) -> Transaction<'static, Postgres> {
    let mut tx = test.database.owner.begin().await.unwrap();
    sqlx::query("set local role soloos_gate").execute(&mut *tx).await.unwrap();
    sqlx::query("select app.enter_visitor($1)").bind(organization.0).execute(&mut *tx).await.unwrap();
    tx
}

async fn names(test: &TestBackend, sql: &'static str) -> Vec<String> {
    sqlx::query_scalar(sql).fetch_all(&test.database.owner).await.unwrap()
}

#[tokio::test]
async fn a_visitor_sees_what_its_organisation_has_published_and_nobody_elses() {
    let test = TestBackend::new().await;
    let [(acme, _), (bravo, _)] = two(&test).await;
    test.database.owner.execute(POSTERS).await.unwrap();
    for (organization, published) in [(&acme, true), (&acme, false), (&bravo, true)] {
        let put = "insert into posters (organization_id, title, draft, published_at)
                   values ($1, $2, 'secret words', case when $3 then now() end)";
        let title = format!("{} {published}", organization.slug);
        sqlx::query(put)
            .bind(organization.id.0)
            .bind(title)
            .bind(published)
            .execute(&test.database.owner)
            .await
            .unwrap();
    }
    let mut tx = visit(&test.db, acme.id).await.unwrap();
    let titles: Vec<String> = sqlx::query_scalar("select title from posters").fetch_all(tx.conn()).await.unwrap();
    assert_eq!(titles, ["acme true"]);
    let organizations: Vec<Uuid> =
        sqlx::query_scalar("select id from organizations").fetch_all(tx.conn()).await.unwrap();
    assert_eq!(organizations, [acme.id.0]);
    let refused = sqlx::query("select draft from posters").execute(tx.conn()).await.unwrap_err();
    assert_eq!(code(&refused), "42501", "a column that is not among the published ones");
}

#[tokio::test]
async fn a_closed_organisation_looks_like_one_that_never_was() {
    let test = TestBackend::new().await;
    let [(acme, _), (bravo, _)] = two(&test).await;
    assert!(visit(&test.db, acme.id).await.is_ok());
    let close = async |set: &str| {
        let sql = format!("update organizations set {set} where id = $1");
        sqlx::query(AssertSqlSafe(sql)).bind(acme.id.0).execute(&test.database.owner).await.unwrap();
    };
    for closed in ["suspended_at = now()", "suspended_at = null, deleted_at = now()"] {
        close(closed).await;
        assert_eq!(seen(visit(&test.db, acme.id).await), AppError::NotFound, "{closed}");
    }
    assert_eq!(seen(visit(&test.db, OrganizationId(Uuid::nil())).await), AppError::NotFound);
    assert!(visit(&test.db, bravo.id).await.is_ok(), "and the connection serves the next one");
}

#[tokio::test]
async fn one_whose_organisation_closes_while_it_looks_sees_nothing_more() {
    let test = TestBackend::new().await;
    let [(acme, _), _] = two(&test).await;
    let mut tx = visit(&test.db, acme.id).await.unwrap();
    let close = sqlx::query("update organizations set suspended_at = now() where id = $1").bind(acme.id.0);
    close.execute(&test.database.owner).await.unwrap();
    let left: i64 = sqlx::query_scalar("select count(*) from organizations").fetch_one(tx.conn()).await.unwrap();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn a_visitor_can_write_nothing_and_read_no_table_that_publishes_nothing() {
    let test = TestBackend::new().await;
    let [(acme, _), _] = two(&test).await;
    let published =
        names(&test, "select polrelid::regclass::text from pg_policy where polname = 'visitor_access'").await;
    assert_eq!(published, ["organizations"], "a table that publishes something is named here");
    let tables = names(
        &test,
        "select c.oid::regclass::text from pg_class c
         where c.relnamespace in ('public'::regnamespace, 'graphile_worker'::regnamespace) and c.relkind in ('r', 'p', 'v', 'm')",
    )
    .await;
    assert!(tables.len() > 30, "{tables:?}");
    let mut tx = enter(&test, acme.id).await;
    for table in &tables {
        for verb in ["select count(*) from {}", "insert into {} default values", "delete from {}", "truncate {}"] {
            let sql = verb.replace("{}", table);
            let mut savepoint = sqlx::Acquire::begin(&mut tx).await.unwrap();
            match sqlx::query(AssertSqlSafe(sql.clone())).execute(&mut *savepoint).await {
                Ok(_) => assert!(verb.starts_with("select") && published.contains(table), "{sql}"),
                Err(error) => assert!(["42501", "25006"].contains(&code(&error).as_str()), "{sql}: {error}"),
            }
            savepoint.rollback().await.unwrap();
        }
    }
}

#[tokio::test]
async fn not_even_a_forgotten_grant_lets_a_visitor_write() {
    let test = TestBackend::new().await;
    let [(acme, _), _] = two(&test).await;
    test.database.owner.execute(POSTERS).await.unwrap();
    test.database.owner.execute("grant all on posters to soloos_visitor").await.unwrap();
    for sql in [
        "insert into posters (title, draft) values ('a', 'b')",
        "set transaction read write",
        "set transaction_read_only = off",
    ] {
        let mut tx = visit(&test.db, acme.id).await.unwrap();
        let refused = sqlx::query(sql).execute(tx.conn()).await.unwrap_err();
        assert!(["25006", "25001"].contains(&code(&refused).as_str()), "{sql}: {refused}");
    }
}

#[tokio::test]
async fn whoever_has_not_entered_sees_nothing_as_a_visitor() {
    let test = TestBackend::new().await;
    two(&test).await;
    let mut tx = test.database.owner.begin().await.unwrap();
    sqlx::query("set local role soloos_visitor").execute(&mut *tx).await.unwrap();
    let seen: i64 = sqlx::query_scalar("select count(*) from organizations").fetch_one(&mut *tx).await.unwrap();
    assert_eq!(seen, 0);
}

#[tokio::test]
async fn every_policy_for_visitors_reads_open_rows_of_the_one_organisation() {
    let test = TestBackend::new().await;
    test.database.owner.execute(POSTERS).await.unwrap();
    let wrong = names(
        &test,
        "select polrelid::regclass || '.' || polname from pg_policy
         where ('soloos_visitor'::regrole = any (polroles) or 0::oid = any (polroles))
           and not (polcmd = 'r' and polpermissive and polroles = array['soloos_visitor'::regrole::oid] and (
             -- Two brackets: the organisation is one of what all has to be true, and nothing is an alternative to it.
             starts_with(pg_get_expr(polqual, polrelid), '((organization_id = app.organization_id()) AND ')
             or polrelid = 'organizations'::regclass and pg_get_expr(polqual, polrelid) =
               '((id = app.organization_id()) AND (suspended_at IS NULL) AND (deleted_at IS NULL))'))",
    )
    .await;
    assert_eq!(wrong, Vec::<String>::new(), "say what is published with app.publish");
}

#[tokio::test]
async fn visitors_have_no_right_but_to_read_columns_that_are_published() {
    let test = TestBackend::new().await;
    let too_much = names(
        &test,
        "select c.oid::regclass::text from pg_class c
         where c.relnamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
           and case when c.relkind = 'S' then has_sequence_privilege('soloos_visitor', c.oid, 'usage, select, update')
             when c.relkind in ('r', 'p', 'v', 'm', 'f') then
               has_table_privilege('soloos_visitor', c.oid, 'select, insert, update, delete, truncate, references, trigger')
               or has_any_column_privilege('soloos_visitor', c.oid, 'insert, update, references')
               or has_any_column_privilege('soloos_visitor', c.oid, 'select') and not exists (
                 select from pg_policy p where p.polrelid = c.oid and p.polname = 'visitor_access')
             else false end",
    )
    .await;
    assert_eq!(too_much, Vec::<String>::new());
    let columns = names(
        &test,
        "select a.attrelid::regclass || '.' || a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
         where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
           and has_column_privilege('soloos_visitor', c.oid, a.attnum, 'select') order by a.attnum",
    )
    .await;
    let known = ["organizations.id", "organizations.logo_key", "organizations.favicon_key"];
    assert_eq!(columns, known, "whatever becomes public is named here");
}

#[tokio::test]
async fn no_function_lends_a_visitor_the_rights_of_somebody_else() {
    let test = TestBackend::new().await;
    let lent = names(
        &test,
        "select p.oid::regprocedure::text from pg_proc p
         where p.prosecdef and has_schema_privilege('soloos_visitor', p.pronamespace, 'usage')
           and has_function_privilege('soloos_visitor', p.oid, 'execute')",
    )
    .await;
    assert_eq!(lent, Vec::<String>::new());
    let doors = names(
        &test,
        "select p.oid::regprocedure::text from pg_proc p where p.pronamespace = 'app'::regnamespace
           and (p.proname like 'enter%' or p.proname in ('admits', 'standing', 'subject_id', 'actor_id', 'publish'))
           and has_function_privilege('soloos_visitor', p.oid, 'execute')",
    )
    .await;
    assert_eq!(doors, Vec::<String>::new(), "a visitor is nobody, and goes through no other door");
    let roles =
        names(&test, "select roleid::regrole::text from pg_auth_members where member = 'soloos_visitor'::regrole")
            .await;
    assert_eq!(roles, Vec::<String>::new());
}
