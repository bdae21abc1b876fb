//! Who may see a thing: `domain::Audience` and its twin in the database answer alike, and a column keeps nothing else.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

use std::collections::BTreeSet;

use domain::ids::UserId;
use domain::members::MemberTier;
use domain::{Audience, Role, Standing};
use proptest::collection::{btree_set, vec};
use proptest::prelude::{Strategy, any, prop_assert_eq};
use proptest::sample::{select, subsequence};
use proptest::test_runner::{Config, TestRunner};
use server_core::{Caller, Via};
use sqlx::{Executor, PgConnection};
use testkit::{TestBackend, TestOrganization};
use uuid::Uuid;

use crate::tenancy::code;

/// A table such as areas have, with an index that leads with the organisation.
const SHELF: &str = "create table shelf (
   organization_id uuid not null default app.organization_id() references organizations (id) on delete cascade,
   id integer not null, audience app.audience not null, primary key (organization_id, id));
 create index shelf_audience_idx on shelf using gin (audience);
 select app.protect_tenant_table('shelf')";

async fn backend_with_shelf() -> (TestBackend, TestOrganization) {
    let test = TestBackend::new().await;
    let acme = test.organization("acme").await;
    test.database.owner.execute(SHELF).await.unwrap();
    (test, acme)
}

/// One of four people, so that names collide often, or an unknown person.
fn person() -> impl Strategy<Value = UserId> {
    let few = (0_u128..4).prop_map(|number| UserId(Uuid::from_u128(number << 96 | 0xab)));
    proptest::prop_oneof![9 => few, 1 => any::<u128>().prop_map(|number| UserId(Uuid::from_u128(number)))]
}

fn audience() -> impl Strategy<Value = Audience> {
    let roles = subsequence(Role::ALL.to_vec(), 0..=3).prop_map(BTreeSet::from_iter);
    let tiers = subsequence(MemberTier::ALL.to_vec(), 0..=3).prop_map(BTreeSet::from_iter);
    let everybody = proptest::bool::weighted(0.1);
    (everybody, roles, tiers, btree_set(person(), 0..4)).prop_map(|(everybody, roles, tiers, members)| Audience {
        everybody,
        roles,
        tiers,
        members,
    })
}

fn standing() -> impl Strategy<Value = Standing> {
    (person(), select(&Role::ALL[..]), select(&MemberTier::ALL[..])).prop_map(|(person, role, tier)| Standing {
        person,
        role,
        tier,
    })
}

#[expect(clippy::disallowed_methods, reason = "a caller of every standing")]
fn caller(acme: &TestOrganization, standing: Standing) -> Caller {
    Caller::new(standing.person, standing, acme.id, Via::CommandLine)
}

/// The database's answer for things with these audiences, in their order, after it stored them.
async fn admitted(test: &TestBackend, caller: &Caller, audiences: &[Audience]) -> Vec<(bool, Audience)> {
    let mut tx = test.db.tenant(caller).await.unwrap();
    for (id, audience) in (0_i32..).zip(audiences) {
        let put = sqlx::query("insert into shelf (id, audience) values ($1, $2::text[])");
        put.bind(id).bind(audience.to_words()).execute(tx.conn()).await.unwrap();
    }
    let all = "select app.admits(audience), audience::text[] from shelf order by id";
    let rows: Vec<(bool, Vec<String>)> = sqlx::query_as(all).fetch_all(tx.conn()).await.unwrap();
    rows.into_iter().map(|(admits, words)| (admits, Audience::from_words(&words).unwrap())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_admits_whom_the_code_admits() {
    let (test, acme) = backend_with_shelf().await;
    let handle = tokio::runtime::Handle::current();
    let mut runner = TestRunner::new(Config { cases: 100, failure_persistence: None, ..Config::default() });
    let cases = (standing(), vec(audience(), 1..40));
    tokio::task::block_in_place(|| {
        runner.run(&cases, |(standing, audiences)| {
            let found = handle.block_on(admitted(&test, &caller(&acme, standing), &audiences));
            let wanted: Vec<_> =
                audiences.iter().map(|audience| (audience.admits(standing), audience.clone())).collect();
            prop_assert_eq!(found, wanted);
            Ok(())
        })
    })
    .unwrap();
}

/// The database's answer to somebody who entered by this door.
async fn admits_after(connection: &mut PgConnection, door: &str, words: &str) -> Result<bool, sqlx::Error> {
    connection.execute("rollback; begin; set local role soloos_gate").await?;
    connection.execute(sqlx::AssertSqlSafe(format!("select {door}"))).await?;
    let asked = format!("select app.admits('{words}')");
    // Planned again each time, since the role differs.
    sqlx::query_scalar(sqlx::AssertSqlSafe(asked)).persistent(false).fetch_one(connection).await
}

#[tokio::test]
async fn who_enters_with_less_is_admitted_as_less_and_other_doors_do_not_ask() {
    let test = TestBackend::new().await;
    let acme = test.organization("acme").await.id;
    let mut connection = test.database.owner.acquire().await.unwrap();
    let nobody = format!("app.enter('{acme}', null, null, 'owner', 'pro')");
    let unknown = format!("app.enter('{acme}', '{acme}', '{acme}')");
    for (door, words, admits) in [
        (&unknown, "{everybody}", true),
        (&unknown, "{role:owner,role:admin,role:member,tier:free}", false),
        (&nobody, "{everybody,role:owner,tier:pro}", false),
        (&nobody, "{}", false),
    ] {
        assert_eq!(admits_after(&mut connection, door, words).await.unwrap(), admits, "{door} {words}");
    }
    let visitor = format!("app.enter_visitor('{acme}')");
    for door in ["app.enter_platform(null)", "app.enter_identity()", &visitor] {
        let refused = admits_after(&mut connection, door, "{everybody}").await.unwrap_err();
        assert_eq!(code(&refused), "42501", "{door}");
    }
}

#[tokio::test]
async fn a_column_keeps_audiences_and_nothing_else() {
    let (test, acme) = backend_with_shelf().await;
    let keep = async |words: Vec<Option<String>>| {
        let put = "insert into shelf (organization_id, id, audience)
                   select $1::uuid, count(*), $2::text[] from shelf where organization_id = $1";
        sqlx::query(put).bind(acme.id.0).bind(words).execute(&test.database.owner).await
    };
    let most = u128::try_from(Audience::MOST_MEMBERS).unwrap();
    let named = |count| (0..count).map(|number| UserId(Uuid::from_u128(number))).collect();
    let mut large = Audience::everybody();
    large.roles = Role::ALL.into();
    large.tiers = MemberTier::ALL.into();
    large.members = named(most);
    keep(large.to_words().into_iter().map(Some).collect()).await.unwrap();
    keep(vec![]).await.unwrap();
    large.members = named(most + 1);
    let too_large = large.to_words().into_iter().map(Some).collect();
    let words = |word: &str| vec![Some("role:owner".to_owned()), Some(word.to_owned())];
    let person = "member:0192ABCD-0000-7000-8000-000000000000";
    for odd in
        [words(""), words("role:god"), words("tier:gold"), words(person), words("everybody "), vec![None], too_large]
    {
        let shown = format!("{odd:?}");
        let refused = keep(odd).await.unwrap_err();
        assert_eq!(refused.as_database_error().unwrap().constraint(), Some("audience_words_check"), "{shown}");
    }
    let two_deep = sqlx::query("insert into shelf values ($1, 9, '{{everybody},{role:owner}}')");
    assert_eq!(code(&two_deep.bind(acme.id.0).execute(&test.database.owner).await.unwrap_err()), "23514");
}

#[tokio::test]
async fn asking_costs_no_search_through_other_organisations() {
    let (test, acme) = backend_with_shelf().await;
    let other = test.organization("bravo").await;
    for (organization, count) in [(&acme, 50), (&other, 5000)] {
        let many = "insert into shelf select $1, n, '{tier:pro}' from generate_series(1, $2) n";
        sqlx::query(many).bind(organization.id.0).bind(count).execute(&test.database.owner).await.unwrap();
    }
    test.database.owner.execute("analyze shelf").await.unwrap();
    let standing = Standing { person: UserId(Uuid::now_v7()), role: Role::Member, tier: MemberTier::Pro };
    let mut tx = test.db.tenant(&caller(&acme, standing)).await.unwrap();
    let plan = "explain (costs off) select id from shelf where app.admits(audience)";
    let plan: Vec<String> = sqlx::query_scalar(plan).fetch_all(tx.conn()).await.unwrap();
    let plan = plan.join("\n");
    assert!(plan.contains("Index Cond: (organization_id = ") && !plan.contains("Seq Scan"), "{plan}");
    assert!(plan.contains("&&"), "the planner sees through app.admits:\n{plan}");
}

/// ARCHITECTURE.md says "Who may see a thing is one word": a column of that name has the one type, and a table does not
/// make its own rule.
#[tokio::test]
async fn every_audience_in_the_schema_is_of_the_one_type() {
    let (test, _) = backend_with_shelf().await;
    let columns: Vec<(String, String, bool)> = sqlx::query_as(
        "select a.attrelid::regclass::text, a.atttypid::regtype::text, a.attnotnull from pg_attribute a
         join pg_class c on c.oid = a.attrelid
         where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attname like '%audience%' and not a.attisdropped",
    )
    .fetch_all(&test.database.owner)
    .await
    .unwrap();
    assert!(!columns.is_empty());
    for (table, kind, not_null) in columns {
        assert!(kind == "app.audience" && not_null, "{table}: make it `audience app.audience not null`, not {kind}");
    }
}
