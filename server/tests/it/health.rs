//! The probes: alive, ready, measured.

use crate::support::TestApp;
use reqwest::Method;

#[tokio::test(flavor = "multi_thread")]
async fn a_server_on_a_good_database_is_alive_and_ready() {
    let app = TestApp::start().await;
    let health = app.request(Method::GET, "/healthz").send().await.unwrap();
    assert_eq!((health.status().as_u16(), health.text().await.unwrap().as_str()), (200, "ok"));
    let ready = app.request(Method::GET, "/readyz").send().await.unwrap();
    assert_eq!(ready.status(), 200);
    assert_eq!(
        ready.text().await.unwrap(),
        r#"{"database":true,"migrations":true,"queue":true,"storage":true,"accepting":true}"#
    );
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
    let app = TestApp::start().await;
    sqlx::query("delete from _sqlx_migrations where version = (select max(version) from _sqlx_migrations)")
        .execute(&app.backend.database.owner)
        .await
        .unwrap();
    let ready = app.request(Method::GET, "/readyz").send().await.unwrap();
    assert_eq!(ready.status(), 503);
    assert!(ready.text().await.unwrap().contains(r#""migrations":false"#));
}

#[tokio::test(flavor = "multi_thread")]
async fn metrics_count_requests_by_route_and_never_by_raw_path() {
    let app = TestApp::start().await;
    app.browse("/reset-password/very-secret-token", None).send().await.unwrap();
    app.browse("/no-such-page/very-secret-token", None).send().await.unwrap();
    let metrics = app.request(Method::GET, "/metrics").send().await.unwrap();
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
}
