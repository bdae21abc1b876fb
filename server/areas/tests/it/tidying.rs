//! The hourly sweeps: each runs by itself, and a failing one blocks no other.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

use server_core::jobs;
use sqlx::AssertSqlSafe;
use testkit::TestBackend;

const SWEEPS: [&str; 8] =
    ["conversations", "accounts", "files", "exports", "usage", "audit_log", "impersonations", "organizations"];
/// Breaks the sweep of exports, which is in the middle, and nothing else.
const BREAK: &str = "alter table exports rename column expires_at to expired_at";
const MEND: &str = "alter table exports rename column expired_at to expires_at";

/// An upload that was begun long ago, and an organisation that was deleted long ago.
async fn scene() -> TestBackend {
    let test = TestBackend::new().await;
    test.organization("acme").await;
    test.organization("bravo").await;
    run(&test, "update organizations set deleted_at = '2026-01-01' where slug = 'bravo'").await;
    test
}

async fn run(test: &TestBackend, sql: &str) {
    sqlx::query(AssertSqlSafe(sql.to_owned())).execute(&test.database.owner).await.unwrap();
}

async fn work(test: &TestBackend) {
    jobs::run_due(test, test.database.options()).await.unwrap();
}

async fn slugs(test: &TestBackend) -> Vec<String> {
    sqlx::query_scalar("select slug from organizations order by slug").fetch_all(&test.database.owner).await.unwrap()
}

/// The operator's view of sweeps that are to be tried again.
async fn failed(test: &TestBackend) -> Vec<String> {
    sqlx::query_scalar("select last_error from app.queued_jobs() where task = 'tidy'")
        .fetch_all(&test.database.owner)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_sweep_that_fails_is_tried_again_alone_and_keeps_no_other() {
    let test = scene().await;
    run(&test, BREAK).await;
    for sweep in SWEEPS {
        let job = format!("select graphile_worker.add_job('tidy', '{{\"sweep\": \"{sweep}\"}}')");
        run(&test, &job).await;
    }
    work(&test).await;
    assert_eq!(slugs(&test).await, ["acme"], "the last sweep has run");
    let failed_now = failed(&test).await;
    assert_eq!(failed_now.len(), 1, "{failed_now:?}");
    assert!(failed_now[0].contains("exports"), "{failed_now:?}");
    run(&test, MEND).await;
    run(&test, "update graphile_worker._private_jobs set run_at = now()").await;
    work(&test).await;
    assert_eq!(failed(&test).await, [""; 0], "it goes on where it was");
}

#[tokio::test]
async fn a_job_for_all_sweeps_runs_them_all_though_some_fail() {
    for broken in [&["exports"][..], &["conversations", "exports"], &["files", "impersonations"]] {
        let test = scene().await;
        for table in broken {
            let role = "soloos_platform, soloos_identity";
            run(&test, &format!("revoke select, update, delete on {table} from {role}")).await;
        }
        run(&test, "select graphile_worker.add_job('tidy', '{}')").await;
        work(&test).await;
        let failed = failed(&test).await.concat();
        assert!(broken.iter().all(|sweep| failed.contains(sweep)), "{failed}");
        // Counting the purged rows is part of the last sweep.
        let is_counted = broken.contains(&"conversations");
        assert_eq!(slugs(&test).await.len(), if is_counted { 2 } else { 1 }, "{broken:?}: {failed}");
        assert!(!failed.contains("usage") && !failed.contains("audit_log"), "{failed}");
    }
}

#[tokio::test]
async fn an_organisation_that_cannot_be_purged_keeps_no_other() {
    let test = scene().await;
    test.organization("delta").await;
    run(&test, "update organizations set deleted_at = '2026-01-02' where slug = 'delta'").await;
    run(
        &test,
        "create function keep() returns trigger language plpgsql as $$ begin
           if old.slug = 'bravo' then raise exception 'kept'; end if; return old; end $$;
         ",
    )
    .await;
    run(&test, "create trigger keep before delete on organizations for each row execute function keep()").await;
    assert!(organization_area::platform::purge(&test).await.is_err());
    assert_eq!(slugs(&test).await, ["acme", "bravo"]);
}
