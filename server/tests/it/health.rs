//! The probes: alive, ready, measured.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

use crate::support::TestApp;
use reqwest::Method;

#[tokio::test(flavor = "multi_thread")]
async fn a_server_on_a_good_database_is_alive_and_ready() {
    let app = TestApp::start().await;
    let health = app.request(Method::GET, "/healthz").send().await.unwrap();
    assert_eq!((health.status().as_u16(), health.text().await.unwrap().as_str()), (200, "ok"));
    let ready = app.request(Method::GET, "/readyz").send().await.unwrap();
    assert_eq!(ready.status(), 200);
    assert_eq!(ready.text().await.unwrap(), "ready");
}

#[tokio::test(flavor = "multi_thread")]
async fn which_part_is_not_ready_is_told_to_those_who_may_read_the_metrics() {
    let app = TestApp::with(&[("SOLOOS_METRICS_TOKEN", "scrape")]).await;
    let ready = app.request(Method::GET, "/readyz").header("authorization", "bearer scrape").send().await.unwrap();
    assert_eq!(
        ready.text().await.unwrap(),
        r#"{"database":true,"migrations":true,"queue":true,"storage":true,"accepting":true}"#
    );
    let ready = app.request(Method::GET, "/readyz").header("authorization", "Bearer wrong").send().await.unwrap();
    assert_eq!(ready.text().await.unwrap(), "ready");
}

#[tokio::test(flavor = "multi_thread")]
async fn however_many_ask_whether_it_is_ready_it_looks_once() {
    let app = TestApp::start().await;
    // While the first check waits for this lock, everybody else waits for that check, and then gets its answer.
    let mut locked = app.backend.database.owner.begin().await.unwrap();
    sqlx::query("lock table _sqlx_migrations in access exclusive mode").execute(&mut *locked).await.unwrap();
    let ask = || app.request(Method::GET, "/readyz").send();
    let all = futures::future::join_all((0..50).map(|_| ask()));
    let release = async {
        while waiting(&app).await == 0 {
            tokio::task::yield_now().await;
        }
        let looks = waiting(&app).await;
        locked.rollback().await.unwrap();
        looks
    };
    let (answers, looks) = tokio::join!(all, release);
    assert_eq!(looks, 1);
    assert!(answers.into_iter().all(|answer| answer.unwrap().status() == 200));
}

/// How many queries wait for a lock.
async fn waiting(app: &TestApp) -> i64 {
    sqlx::query_scalar(
        "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    )
    .fetch_one(&app.backend.database.owner)
    .await
    .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_stops_says_so_and_then_answers_no_more() {
    let app = TestApp::start().await;
    let address = app.running.address();
    app.running.stop().await;
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_schema_behind_the_binary_is_not_ready() {
    let app = TestApp::with(&[("SOLOOS_METRICS_TOKEN", "scrape")]).await;
    sqlx::query("delete from _sqlx_migrations where version = (select max(version) from _sqlx_migrations)")
        .execute(&app.backend.database.owner)
        .await
        .unwrap();
    let ready = app.request(Method::GET, "/readyz").header("authorization", "Bearer scrape").send().await.unwrap();
    assert_eq!(ready.status(), 503);
    assert!(ready.text().await.unwrap().contains(r#""migrations":false"#));
    let ready = app.request(Method::GET, "/readyz").send().await.unwrap();
    assert_eq!((ready.status().as_u16(), ready.text().await.unwrap().as_str()), (503, "not ready"));
}

#[tokio::test(flavor = "multi_thread")]
async fn metrics_count_requests_by_route_and_never_by_raw_path() {
    let app = TestApp::with(&[("SOLOOS_METRICS_TOKEN", "scrape")]).await;
    app.browse("/reset-password/very-secret-token", None).send().await.unwrap();
    app.browse("/no-such-page/very-secret-token", None).send().await.unwrap();
    let metrics = app.request(Method::GET, "/metrics").header("authorization", "Bearer scrape").send().await.unwrap();
    assert_eq!(metrics.status(), 200);
    let text = metrics.text().await.unwrap();
    for name in [
        "http_requests_total",
        "http_request_duration_seconds_bucket",
        "soloos_database_connections",
        "soloos_build_info",
    ] {
        assert!(text.contains(name), "{name}");
    }
    assert!(!text.contains("very-secret-token"));
}

#[tokio::test(flavor = "multi_thread")]
async fn metrics_are_not_there_for_those_who_may_not_read_them() {
    let app = TestApp::with(&[("SOLOOS_METRICS_TOKEN", "scrape")]).await;
    let metrics = || app.request(Method::GET, "/metrics");
    assert_eq!(metrics().send().await.unwrap().status(), 404);
    assert_eq!(metrics().header("authorization", "Bearer wrong").send().await.unwrap().status(), 404);
    assert_eq!(metrics().header("authorization", "Bearer scrape").send().await.unwrap().status(), 200);
    assert_eq!(metrics().header("authorization", "bearer scrape").send().await.unwrap().status(), 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_token_there_are_no_metrics_for_this_machine_either() {
    let app = TestApp::start().await;
    assert_eq!(app.request(Method::GET, "/metrics").send().await.unwrap().status(), 404);
}
