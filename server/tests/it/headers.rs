//! The headers of every answer.

use crate::support::{TestApp, header};
use reqwest::Method;

#[tokio::test(flavor = "multi_thread")]
async fn a_page_carries_a_strict_policy_and_its_scripts_the_nonce_of_it() {
    let app = TestApp::start().await;
    let page = app.browse("/no-such-page", None).send().await.unwrap();
    let policy = header(&page, "content-security-policy").to_owned();
    for part in
        ["default-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'", "'wasm-unsafe-eval'"]
    {
        assert!(policy.contains(part), "{part}: {policy}");
    }
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
    let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned();
    let html = page.text().await.unwrap();
    let inline = html.split("<script").skip(1).filter(|script| !script.contains("src="));
    let marked = inline.map(|script| script.split('>').next().unwrap().contains(&nonce));
    assert!(marked.clone().count() > 0 && marked.into_iter().all(|marked| marked), "{html}");
    assert!(html.contains(&format!("nonce=\"{nonce}\"")));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_two_answers_share_a_nonce_or_an_id() {
    let app = TestApp::start().await;
    let first = app.browse("/no-such-page", None).send().await.unwrap();
    let second = app.browse("/no-such-page", None).send().await.unwrap();
    assert_ne!(header(&first, "content-security-policy"), header(&second, "content-security-policy"));
    assert_ne!(header(&first, "x-request-id"), header(&second, "x-request-id"));
    assert_eq!(header(&first, "x-request-id").len(), 32);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_cannot_choose_the_request_id() {
    let app = TestApp::start().await;
    let answer = app.request(Method::GET, "/healthz").header("x-request-id", "mine").send().await.unwrap();
    assert_ne!(header(&answer, "x-request-id"), "mine");
    let trusting = TestApp::with(&[("SOLOOS_TRUSTED_PROXIES", "127.0.0.1")]).await;
    let answer = trusting.request(Method::GET, "/healthz").header("x-request-id", "mine").send().await.unwrap();
    assert_eq!(header(&answer, "x-request-id"), "mine");
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_are_kept_nowhere_and_cannot_be_framed_or_sniffed() {
    let app = TestApp::start().await;
    for path in ["/no-such-page", "/api/viewer/get", "/sse/runs/none"] {
        let answer = app.request(Method::GET, path).send().await.unwrap();
        assert_eq!(header(&answer, "cache-control"), "no-store", "{path}");
        assert_eq!(header(&answer, "x-content-type-options"), "nosniff");
        assert_eq!(header(&answer, "x-frame-options"), "DENY");
        assert_eq!(header(&answer, "referrer-policy"), "same-origin");
        assert_eq!(header(&answer, "cross-origin-opener-policy"), "same-origin");
        assert_eq!(header(&answer, "strict-transport-security"), "", "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn behind_https_browsers_are_told_to_stay_there() {
    let app = TestApp::with(&[("SOLOOS_BASE_URL", "https://solo.example")]).await;
    let answer = app.request(Method::GET, "/healthz").send().await.unwrap();
    assert_eq!(header(&answer, "strict-transport-security"), "max-age=63072000");
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_are_compressed_for_those_who_can_read_it() {
    let app = TestApp::start().await;
    let page = app.browse("/no-such-page", None).header("accept-encoding", "gzip, br").send().await.unwrap();
    assert_eq!(header(&page, "content-encoding"), "br");
    let page = app.browse("/no-such-page", None).send().await.unwrap();
    assert_eq!(header(&page, "content-encoding"), "");
}
