//! Who may add which jobs to the queue.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

use serde_json::{Value, json};
use sqlx::{ConnectOptions, Executor, PgConnection};
use testkit::TestBackend;
use uuid::Uuid;

use crate::tenancy::code;

/// The door through which a job is added.
#[derive(Debug, Clone, Copy)]
enum Door {
    Organization(Uuid),
    Identity,
    Platform,
}

/// A job for an organisation or for none.
#[derive(Debug, Clone)]
struct Job {
    task: &'static str,
    payload: Value,
    key: String,
    organization: Option<Uuid>,
}

impl Job {
    /// A mail's delivery, under a key that nobody has used.
    fn of(organization: Option<Uuid>) -> Self {
        Self { task: "send_mail", payload: json!({}), key: format!("test:{}", Uuid::now_v7()), organization }
    }
}

async fn enter(conn: &mut PgConnection, door: Door) {
    let nobody = Uuid::nil();
    match door {
        Door::Organization(organization) => sqlx::query("select app.enter($1, $2, $2)").bind(organization).bind(nobody),
        Door::Identity => sqlx::query("select app.enter_identity()"),
        Door::Platform => sqlx::query("select app.enter_platform(null)"),
    }
    .execute(conn)
    .await
    .unwrap();
}

async fn add(test: &TestBackend, door: Door, job: Job) -> Result<(), sqlx::Error> {
    let mut tx = test.database.owner.begin().await.unwrap();
    enter(&mut tx, door).await;
    sqlx::query("select app.add_job($1, $2, $3, $4)")
        .bind(job.task)
        .bind(job.payload)
        .bind(job.key)
        .bind(job.organization)
        .execute(&mut *tx)
        .await?;
    tx.commit().await
}

/// The same, refused because the right is missing.
async fn refused(test: &TestBackend, door: Door, job: Job) {
    let error = add(test, door, job.clone()).await.unwrap_err();
    assert_eq!(code(&error), "42501", "{door:?}: {job:?}");
}

/// The organisations of the waiting jobs, in the order in which they were added.
async fn whose(test: &TestBackend) -> Vec<Option<Uuid>> {
    sqlx::query_scalar("select organization from app.queued_jobs() order by id")
        .fetch_all(&test.database.owner)
        .await
        .unwrap()
}

async fn two(test: &TestBackend) -> [Uuid; 2] {
    [test.organization("acme").await.id.0, test.organization("bravo").await.id.0]
}

#[tokio::test]
async fn an_organisation_adds_jobs_for_itself_and_for_nobody_else() {
    let test = TestBackend::new().await;
    let [acme, bravo] = two(&test).await;
    add(&test, Door::Organization(acme), Job::of(Some(acme))).await.unwrap();
    for named in [Some(bravo), None] {
        refused(&test, Door::Organization(acme), Job::of(named)).await;
    }
    for named in [Some(bravo), None] {
        add(&test, Door::Platform, Job::of(named)).await.unwrap();
    }
    assert_eq!(whose(&test).await, [Some(acme), Some(bravo), None]);
}

#[tokio::test]
async fn a_kind_of_job_is_added_only_through_the_doors_that_it_is_open_to() {
    let test = TestBackend::new().await;
    let [acme, _] = two(&test).await;
    let (tenant, identity) = (Door::Organization(acme), Door::Identity);
    for (door, organization, open) in
        [(tenant, Some(acme), &["send_mail", "export_organization"][..]), (identity, None, &["send_mail"][..])]
    {
        for task in ["send_mail", "export_organization", "cancel_subscription", "remove_object", "tidy", "no_such_kind"]
        {
            let job = Job { task, ..Job::of(organization) };
            if open.contains(&task) {
                add(&test, door, job).await.unwrap();
            } else {
                refused(&test, door, job).await;
            }
        }
    }
    for task in ["tidy", "cancel_subscription"] {
        add(&test, Door::Platform, Job { task, ..Job::of(None) }).await.unwrap();
    }
}

#[tokio::test]
async fn what_a_job_carries_names_no_other_organisation_than_its_own() {
    let test = TestBackend::new().await;
    let [acme, bravo] = two(&test).await;
    let carrying = |payload: Value| Job { payload, ..Job::of(Some(acme)) };
    for payload in [json!({ "organization": bravo }), json!({ "organization": null }), json!({ "organization": "x" })] {
        refused(&test, Door::Organization(acme), carrying(payload)).await;
    }
    add(&test, Door::Organization(acme), carrying(json!({ "organization": acme }))).await.unwrap();
    assert_eq!(whose(&test).await, [Some(acme)]);
}

#[tokio::test]
async fn an_organisation_replaces_no_job_that_waits_for_somebody_else() {
    let test = TestBackend::new().await;
    let [acme, bravo] = two(&test).await;
    let (theirs, nobodys) = (Job::of(Some(bravo)), Job::of(None));
    add(&test, Door::Organization(bravo), theirs.clone()).await.unwrap();
    add(&test, Door::Platform, nobodys.clone()).await.unwrap();
    for job in [&theirs, &nobodys] {
        refused(&test, Door::Organization(acme), Job { organization: Some(acme), ..job.clone() }).await;
    }
    // At the sign-in desk a job may be any organisation's, and replaces none of another one's.
    for (job, organization) in [(&theirs, None), (&theirs, Some(acme)), (&nobodys, Some(acme))] {
        refused(&test, Door::Identity, Job { organization, ..job.clone() }).await;
    }
    // One's own is replaced, as ever.
    add(&test, Door::Organization(bravo), theirs).await.unwrap();
    add(&test, Door::Identity, nobodys).await.unwrap();
    assert_eq!(whose(&test).await, [Some(bravo), None]);
}

#[tokio::test]
async fn no_door_replaces_a_job_of_another_kind_even_of_its_own() {
    let test = TestBackend::new().await;
    let [acme, _] = two(&test).await;
    let cancelled = Job { task: "cancel_subscription", ..Job::of(Some(acme)) };
    let tidied = Job { task: "tidy", key: "tidy_files".to_owned(), ..Job::of(None) };
    for job in [&cancelled, &tidied] {
        add(&test, Door::Platform, job.clone()).await.unwrap();
    }
    for (door, job) in [(Door::Organization(acme), &cancelled), (Door::Identity, &cancelled), (Door::Identity, &tidied)]
    {
        refused(&test, door, Job { task: "send_mail", ..job.clone() }).await;
    }
    let kinds: Vec<String> = sqlx::query_scalar("select task from app.queued_jobs() order by id")
        .fetch_all(&test.database.owner)
        .await
        .unwrap();
    assert_eq!(kinds, ["cancel_subscription", "tidy"]);
}

#[tokio::test]
async fn what_a_job_carries_is_an_object() {
    let test = TestBackend::new().await;
    let [acme, _] = two(&test).await;
    for door in [Door::Organization(acme), Door::Identity, Door::Platform] {
        for payload in [json!([]), json!([{}]), json!("text"), Value::Null] {
            let error = add(&test, door, Job { payload: payload.clone(), ..Job::of(Some(acme)) }).await.unwrap_err();
            assert_eq!(code(&error), "22023", "{door:?}: {payload}");
        }
    }
    assert!(whose(&test).await.is_empty());
}

#[tokio::test]
async fn leaving_the_door_or_the_organisation_behind_allows_no_job_more() {
    let test = TestBackend::new().await;
    let [acme, bravo] = two(&test).await;
    let mut server = test.database.options().connect().await.unwrap();
    for (sql, organization) in [
        ("select set_config('role', 'none', true), app.add_job('tidy', '{}', 'test', $1)", Some(acme)),
        ("select set_config('role', 'none', true), app.add_job('send_mail', '{}', 'test', $1)", Some(acme)),
        ("select set_config('app.organization_id', '', true), app.add_job('send_mail', '{}', 'test', $1)", Some(bravo)),
        ("select set_config('app.organization_id', '', true), app.add_job('send_mail', '{}', 'test', $1)", None),
    ] {
        server.execute("begin; set local role soloos_gate").await.unwrap();
        enter(&mut server, Door::Organization(acme)).await;
        let refused = sqlx::query(sql).bind(organization).execute(&mut server).await.unwrap_err();
        assert_eq!(code(&refused), "42501", "{organization:?}: {sql}");
        server.execute("rollback").await.unwrap();
    }
    assert!(whose(&test).await.is_empty());
}

#[tokio::test]
async fn no_door_writes_into_the_queue_past_what_asks() {
    let test = TestBackend::new().await;
    let [acme, _] = two(&test).await;
    for door in [Door::Organization(acme), Door::Identity, Door::Platform] {
        for sql in [
            "select app.queue_job('tidy', '{}', 'test', null)",
            "select app.remove_object('logos/x-1.png', null)",
            "select app.open_queue('tidy', 'soloos_app')",
            "insert into app.queueable_jobs values ('tidy', 'soloos_app')",
        ] {
            let mut tx = test.database.owner.begin().await.unwrap();
            enter(&mut tx, door).await;
            let refused = sqlx::query(sql).execute(&mut *tx).await.unwrap_err();
            assert_eq!(code(&refused), "42501", "{door:?}: {sql}");
        }
    }
}
