//! Who may add which jobs to the queue.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

use testkit::TestBackend;
use uuid::Uuid;

/// Enters an organisation, or the operator's door, and adds a job for an organisation or for none.
async fn add(test: &TestBackend, entered: Option<Uuid>, named: Option<Uuid>) -> Result<(), sqlx::Error> {
    let mut tx = test.database.owner.begin().await.unwrap();
    let nobody = Uuid::nil();
    match entered {
        Some(organization) => sqlx::query("select app.enter($1, $2, $2)").bind(organization).bind(nobody),
        None => sqlx::query("select app.enter_platform(null)"),
    }
    .execute(&mut *tx)
    .await
    .unwrap();
    sqlx::query("select app.add_job('tidy', '{\"sweep\": \"files\"}', $1, $2)")
        .bind(format!("test:{}", Uuid::now_v7()))
        .bind(named)
        .execute(&mut *tx)
        .await?;
    tx.commit().await
}

#[tokio::test]
async fn an_organisation_adds_jobs_for_itself_and_for_nobody_else() {
    let test = TestBackend::new().await;
    let (acme, bravo) = (test.organization("acme").await.id.0, test.organization("bravo").await.id.0);
    add(&test, Some(acme), Some(acme)).await.unwrap();
    for named in [Some(bravo), None] {
        assert!(add(&test, Some(acme), named).await.is_err(), "{named:?}");
    }
    for named in [Some(bravo), None] {
        add(&test, None, named).await.unwrap();
    }
    let whose: Vec<Option<Uuid>> = sqlx::query_scalar("select organization from app.queued_jobs() order by id")
        .fetch_all(&test.database.owner)
        .await
        .unwrap();
    assert_eq!(whose, [Some(acme), Some(bravo), None]);
}
