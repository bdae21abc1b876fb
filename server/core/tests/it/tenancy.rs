//! Guards over the catalogue: they fail when a table forgets to be isolated, whatever the code above it does.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

use domain::Role;
use sqlx::{PgConnection, Postgres, Transaction};
use testkit::{TestBackend, TestOrganization, TestPerson};

type Tx = Transaction<'static, Postgres>;

/// Enters an organisation as the application does, but with a connection that this test can use.
async fn enter(test: &TestBackend, organization: &TestOrganization, person: &TestPerson) -> Tx {
    let mut tx = test.database.owner.begin().await.unwrap();
    sqlx::query("set local role soloos_gate").execute(&mut *tx).await.unwrap();
    sqlx::query("select app.enter($1, $2, $2)")
        .bind(organization.id.0)
        .bind(person.id.0)
        .execute(&mut *tx)
        .await
        .unwrap();
    tx
}

/// The tables that tenants can reach: those with an `organization_id` and a grant to `soloos_app`.
async fn tenant_tables(connection: &mut PgConnection) -> Vec<String> {
    sqlx::query_scalar(
        "select c.relname::text from pg_class c join pg_attribute a on a.attrelid = c.oid
         where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname = 'organization_id'
           and not a.attisdropped and has_table_privilege('soloos_app', c.oid, 'select')
         order by 1",
    )
    .fetch_all(connection)
    .await
    .unwrap()
}

/// Two organisations, each with a person and a row in every table.
pub async fn two(test: &TestBackend) -> [(TestOrganization, TestPerson); 2] {
    let mut made = Vec::new();
    for slug in ["acme", "bravo"] {
        let organization = test.organization(slug).await;
        let person = test.person(&organization, Role::Owner, "olivia").await;
        test.fill_tables(&organization, &person).await;
        made.push((organization, person));
    }
    made.try_into().unwrap()
}

#[tokio::test]
async fn every_table_of_an_organisation_forces_row_level_security() {
    let test = TestBackend::new().await;
    let open: Vec<String> = sqlx::query_scalar(
        "select c.relname::text from pg_class c
         where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> '_sqlx_migrations'
           and not (c.relrowsecurity and c.relforcerowsecurity)",
    )
    .fetch_all(&test.database.owner)
    .await
    .unwrap();
    assert_eq!(open, Vec::<String>::new(), "tables without forced row-level security: call app.protect_tenant_table");
}

#[tokio::test]
async fn every_table_with_an_organisation_is_isolated_by_it_or_closed_to_tenants() {
    let test = TestBackend::new().await;
    let wrong: Vec<(String, String)> = sqlx::query_as(
        "select c.relname::text, coalesce(string_agg(p.polname || ': ' || pg_get_expr(p.polqual, p.polrelid), '; '), 'no policy')
         from pg_class c
         join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped
         left join pg_policy p on p.polrelid = c.oid
           and ('soloos_app'::regrole = any (p.polroles) or 0::oid = any (p.polroles))
         where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
         group by c.oid, c.relname
         having has_any_column_privilege('soloos_app', c.oid, 'select, insert, update')
            -- What a tenant may only write into needs the check alone.
            and not (count(*) = 1 and not has_any_column_privilege('soloos_app', c.oid, 'select, update')
              and bool_and(p.polcmd = 'a'
                and pg_get_expr(p.polwithcheck, p.polrelid) = '(organization_id = app.organization_id())'))
            and not (count(*) = 1 and bool_and(p.polname = 'tenant_isolation' and p.polcmd = '*'
              and pg_get_expr(p.polqual, p.polrelid) = '(organization_id = app.organization_id())'
              and pg_get_expr(p.polwithcheck, p.polrelid) = '(organization_id = app.organization_id())'))",
    )
    .fetch_all(&test.database.owner)
    .await
    .unwrap();
    assert_eq!(wrong, vec![]);
}

#[tokio::test]
async fn every_table_with_an_organisation_has_an_index_that_leads_with_it() {
    let test = TestBackend::new().await;
    let without: Vec<String> = sqlx::query_scalar(
        "select c.relname::text from pg_class c
         join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped
         where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
           and not exists (select from pg_index i where i.indrelid = c.oid and i.indkey[0] = a.attnum and i.indpred is null)",
    )
    .fetch_all(&test.database.owner)
    .await
    .unwrap();
    assert_eq!(without, Vec::<String>::new());
}

#[tokio::test]
async fn every_reference_between_tables_of_an_organisation_carries_the_organisation() {
    let test = TestBackend::new().await;
    let loose: Vec<(String, String)> = sqlx::query_as(
        "select f.conrelid::regclass::text, f.conname::text from pg_constraint f
         join pg_attribute mine on mine.attrelid = f.conrelid and mine.attname = 'organization_id'
         join pg_attribute theirs on theirs.attrelid = f.confrelid and theirs.attname = 'organization_id'
         where f.contype = 'f' and f.connamespace = 'public'::regnamespace
           and not (mine.attnum = any (f.conkey) and theirs.attnum = any (f.confkey))",
    )
    .fetch_all(&test.database.owner)
    .await
    .unwrap();
    assert_eq!(loose, vec![], "foreign keys bypass row-level security: make them (organization_id, …)");
}

#[tokio::test]
async fn what_one_organisation_writes_another_neither_sees_nor_changes() {
    let test = TestBackend::new().await;
    let [(acme, olivia), (bravo, oscar)] = two(&test).await;
    let mut own = enter(&test, &acme, &olivia).await;
    let tables = tenant_tables(&mut own).await;
    assert!(tables.len() >= 8, "{tables:?}");
    for table in &tables {
        let count = sqlx::AssertSqlSafe(format!("select count(*) from {table} where organization_id = $1"));
        let mine: i64 = sqlx::query_scalar(count).bind(acme.id.0).fetch_one(&mut *own).await.unwrap();
        assert!(mine > 0, "no scene.sql of the core or of an area puts a row into {table}");
    }
    drop(own);
    for table in &tables {
        let mut other = enter(&test, &bravo, &oscar).await;
        let seen = sqlx::AssertSqlSafe(format!("select count(*) from {table} where organization_id <> $1"));
        let seen: i64 = sqlx::query_scalar(seen).bind(bravo.id.0).fetch_one(&mut *other).await.unwrap();
        assert_eq!(seen, 0, "{table} shows another organisation's rows");
        for verb in [format!("delete from {table}"), format!("update {table} set organization_id = organization_id")] {
            let mut savepoint = sqlx::Acquire::begin(&mut other).await.unwrap();
            let sql = sqlx::AssertSqlSafe(format!("{verb} where organization_id = $1"));
            let changed = match sqlx::query(sql).bind(acme.id.0).execute(&mut *savepoint).await {
                Ok(done) => done.rows_affected(),
                Err(error) => {
                    assert_eq!(code(&error), "42501", "{verb}: {error}");
                    0
                }
            };
            assert_eq!(changed, 0, "{verb}");
            savepoint.rollback().await.unwrap();
        }
    }
}

#[tokio::test]
async fn nobody_can_write_a_row_for_another_organisation() {
    let test = TestBackend::new().await;
    let [(acme, _), (bravo, oscar)] = two(&test).await;
    let mut other = enter(&test, &bravo, &oscar).await;
    let planted = sqlx::query(
        "insert into agents (id, organization_id, name, system_prompt, created_at, updated_at)
         values (gen_random_uuid(), $1, 'Spy', '', now(), now())",
    )
    .bind(acme.id.0)
    .execute(&mut *other)
    .await
    .unwrap_err();
    assert_eq!(code(&planted), "42501");
    let mut other = enter(&test, &bravo, &oscar).await;
    let mailed = sqlx::query(
        "insert into mails (id, organization_id, kind, recipient, subject, html, body, created_at)
         values (gen_random_uuid(), $1, 'test', 'x@example.com', 'S', '', '', now())",
    )
    .bind(acme.id.0)
    .execute(&mut *other)
    .await
    .unwrap_err();
    assert_eq!(code(&mailed), "42501");
}

#[tokio::test]
async fn a_reference_cannot_reach_into_another_organisation() {
    let test = TestBackend::new().await;
    let [(acme, _), (bravo, oscar)] = two(&test).await;
    let mut other = enter(&test, &bravo, &oscar).await;
    let reached = sqlx::query(
        "insert into conversations (id, user_id, agent_id, created_at, updated_at)
         values (gen_random_uuid(), $1, $2, now(), now())",
    )
    .bind(oscar.id.0)
    .bind(acme.agent.0)
    .execute(&mut *other)
    .await
    .unwrap_err();
    assert_eq!(code(&reached), "23503");
}

#[tokio::test]
async fn the_servers_own_role_reads_nothing_before_it_enters() {
    let test = TestBackend::new().await;
    two(&test).await;
    let mut connection = test.database.owner.acquire().await.unwrap();
    let tables: Vec<String> = sqlx::query_scalar(
        "select c.relname::text from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'",
    )
    .fetch_all(&mut *connection)
    .await
    .unwrap();
    for table in tables {
        let mut tx = sqlx::Acquire::begin(&mut *connection).await.unwrap();
        sqlx::query("set local role soloos_gate").execute(&mut *tx).await.unwrap();
        let sql = sqlx::AssertSqlSafe(format!("select 1 from public.{table}"));
        let refused = sqlx::query(sql).execute(&mut *tx).await.unwrap_err();
        assert_eq!(code(&refused), "42501", "{table}");
    }
}

#[tokio::test]
async fn the_tenant_role_sees_nothing_without_an_organisation() {
    let test = TestBackend::new().await;
    two(&test).await;
    let mut tx = test.database.owner.begin().await.unwrap();
    let tables = tenant_tables(&mut tx).await;
    sqlx::query("set local role soloos_app").execute(&mut *tx).await.unwrap();
    for table in tables {
        let sql = sqlx::AssertSqlSafe(format!("select count(*) from {table}"));
        let seen: i64 = sqlx::query_scalar(sql).fetch_one(&mut *tx).await.unwrap();
        assert_eq!(seen, 0, "{table}");
    }
}

#[tokio::test]
async fn entering_ends_with_its_transaction() {
    let test = TestBackend::new().await;
    let [(acme, olivia), _] = two(&test).await;
    enter(&test, &acme, &olivia).await.commit().await.unwrap();
    let after: (String, Option<String>) =
        sqlx::query_as("select current_user::text, nullif(current_setting('app.organization_id', true), '')")
            .fetch_one(&test.database.owner)
            .await
            .unwrap();
    assert_ne!(after.0, "soloos_app");
    assert_eq!(after.1, None);
}

#[tokio::test]
async fn no_role_of_the_server_owns_a_table_or_bypasses_the_policies() {
    let test = TestBackend::new().await;
    let strong: Vec<String> = sqlx::query_scalar(
        "select rolname::text from pg_roles where rolname like 'soloos\\_%'
           and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb
                or rolcanlogin and rolname <> 'soloos_server'
                or exists (select from pg_class c where c.relowner = pg_roles.oid))",
    )
    .fetch_all(&test.database.owner)
    .await
    .unwrap();
    assert_eq!(strong, Vec::<String>::new());
}

#[tokio::test]
async fn a_tenant_never_reaches_credentials_sessions_tokens_or_mails() {
    let test = TestBackend::new().await;
    let [(acme, olivia), _] = two(&test).await;
    for sql in [
        "select 1 from user_credentials",
        "select 1 from sessions",
        "select 1 from email_tokens",
        "select 1 from totp_credentials",
        "select 1 from recovery_codes",
        "select 1 from sign_in_challenges",
        "select 1 from known_devices",
        "select 1 from known_networks",
        "select 1 from user_identities",
        "select 1 from oauth_states",
        "select 1 from mails",
        "select 1 from mail_reveals",
        "select 1 from owner_invites",
        "select is_god from users",
        "delete from audit_events",
        "update audit_events set action = 'x'",
    ] {
        let mut tx = enter(&test, &acme, &olivia).await;
        let refused = sqlx::query(sql).execute(&mut *tx).await.unwrap_err();
        assert_eq!(code(&refused), "42501", "{sql}");
    }
}

#[tokio::test]
async fn a_tenant_sees_the_people_it_shares_and_nobody_else() {
    let test = TestBackend::new().await;
    let [(acme, olivia), (_, oscar)] = two(&test).await;
    let mut tx = enter(&test, &acme, &olivia).await;
    let seen: Vec<String> = sqlx::query_scalar("select email from users").fetch_all(&mut *tx).await.unwrap();
    assert!(seen.contains(&olivia.email) && seen.len() == 2, "{seen:?}");
    assert!(!seen.contains(&oscar.email));
}

#[tokio::test]
async fn functions_that_run_as_their_owner_pin_their_search_path() {
    let test = TestBackend::new().await;
    let loose: Vec<String> = sqlx::query_scalar(
        "select p.oid::regprocedure::text from pg_proc p
         where p.pronamespace in ('app'::regnamespace, 'public'::regnamespace) and p.prosecdef
           and not exists (select from unnest(p.proconfig) setting where setting like 'search_path=%')",
    )
    .fetch_all(&test.database.owner)
    .await
    .unwrap();
    assert_eq!(loose, Vec::<String>::new());
}

pub fn code(error: &sqlx::Error) -> String {
    error
        .as_database_error()
        .and_then(sqlx::error::DatabaseError::code)
        .map(std::borrow::Cow::into_owned)
        .unwrap_or_default()
}

/// Names that people give appear on pages, in mails and in headers of files: the database itself holds each of them to
/// one line. A new one gets `check (name = app.one_line(name))`.
#[tokio::test]
async fn every_name_that_people_give_is_held_to_one_line() {
    let test = TestBackend::new().await;
    let free: Vec<String> = sqlx::query_scalar(
        "select c.relname || '.' || a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid
         where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.atttypid = 'text'::regtype
           and not a.attisdropped and c.relname not like '\\_%'
           and (a.attname in ('name', 'title') or a.attname like '%\\_name')
           and not exists (select from pg_constraint k where k.conrelid = c.oid
                           and pg_get_constraintdef(k.oid) like '%' || a.attname || ' = app.one_line(' || a.attname || ')%')
         order by 1",
    )
    .fetch_all(&test.database.owner)
    .await
    .unwrap();
    assert!(free.is_empty(), "held to nothing: {free:?}");
    for odd in ["a\tb", "a\u{2028}b", "a\u{1}", "\u{202e}a", " a", "a  b", "a\u{a0}b", "\u{200b}"] {
        let written =
            sqlx::query("insert into users (id, email, name) values (gen_random_uuid(), 'odd@acme.example', $1)")
                .bind(odd)
                .execute(&test.database.owner)
                .await;
        assert!(written.is_err(), "{odd:?}");
    }
}
