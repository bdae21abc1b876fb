//! Errors, and what the caller learns about them.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

use crate::support::{HTML, TestApp, header};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE;
use domain::{AppError, Role};
use reqwest::Method;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

async fn error(response: reqwest::Response) -> (u16, AppError) {
    let status = response.status().as_u16();
    (status, serde_json::from_str(&response.text().await.unwrap()).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_page_is_a_page_that_says_so() {
    let app = TestApp::start().await;
    let page = app.browse("/no-such-page", None).send().await.unwrap();
    assert_eq!(page.status(), 404);
    assert!(header(&page, "content-type").starts_with("text/html"));
    assert!(page.text().await.unwrap().contains("Nothing here"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_call_is_a_short_answer_for_programs() {
    let app = TestApp::start().await;
    for (method, path) in
        [(Method::GET, "/api/no/such"), (Method::POST, "/api/no/such"), (Method::POST, "/no-such-page")]
    {
        let answer = app.request(method, path).send().await.unwrap();
        assert_eq!(error(answer).await, (404, AppError::NotFound), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_private_page_leads_to_the_sign_in_page_and_back() {
    let app = TestApp::start().await;
    let page = app.browse("/agents?sort=name", None).send().await.unwrap();
    assert_eq!((page.status().as_u16(), header(&page, "location")), (302, "/sign-in?next=/agents%3Fsort%3Dname"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_operators_pages_do_not_exist_for_others() {
    let app = TestApp::start().await;
    let organization = app.backend.organization("acme").await;
    let owner = app.backend.person(&organization, Role::Owner, "olivia").await;
    let god = app.backend.operator("god@solo.example").await;
    let status = async |person| app.browse("/god-dashboard/mailbox", person).send().await.unwrap().status().as_u16();
    assert_eq!(status(None).await, 404);
    assert_eq!(status(Some(&owner)).await, 404);
    assert_eq!(status(Some(&god)).await, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_call_has_the_status_of_its_error() {
    let app = TestApp::start().await;
    let answer = app.request(Method::GET, "/api/chat/list").send().await.unwrap();
    assert_eq!(error(answer).await, (401, AppError::Unauthenticated));
    let viewer = app.request(Method::GET, "/api/viewer/get").send().await.unwrap();
    assert_eq!((viewer.status().as_u16(), viewer.text().await.unwrap().as_str()), (200, "null"));
}

#[tokio::test(flavor = "multi_thread")]
async fn another_sites_form_changes_nothing() {
    let app = TestApp::start().await;
    let sent = |name: &'static str, value: &'static str| {
        app.request(Method::POST, "/api/chat/send").header(name, value).send()
    };
    for (name, value) in
        [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example"), ("cookie", "soloos_session=t")]
    {
        assert_eq!(error(sent(name, value).await.unwrap()).await, (403, AppError::Forbidden), "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_form_comes_back_with_what_was_typed_and_without_secrets() {
    let app = TestApp::start().await;
    let fields = "form%5Btext%5D=Hello&form%5Bpassword%5D=hunter2";
    let sent = app.post_form("/api/chat/send", "/chat", fields).send().await.unwrap();
    assert_eq!(sent.status(), 302);
    assert!(header(&sent, "location").contains("/chat?") && header(&sent, "location").contains("__err="));
    let cookie = header(&sent, "set-cookie").to_owned();
    assert!(
        cookie.starts_with("soloos_typed=") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"),
        "{cookie}"
    );
    let pair = cookie.split(';').next().unwrap();
    let back = header(&sent, "location").to_owned();
    let back = back.split_once("/chat").map(|(_, rest)| format!("/chat{rest}")).unwrap();
    let shown = app.browse(&back, None).header("cookie", pair).send().await.unwrap();
    assert_ne!(header(&shown, "location"), "/chat", "the browser's own error is not taken away");
    let next = app.browse("/no-such-page", None).header("cookie", pair).send().await.unwrap();
    assert!(
        header(&next, "set-cookie").starts_with("soloos_typed=; ") && header(&next, "set-cookie").contains("Max-Age=0")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_refused_again_and_again_says_why_each_time() {
    let app = TestApp::start().await;
    let mut from = "/sign-in?next=%2Fchat".to_owned();
    for email in ["a", "b", "c"] {
        let fields = format!("form%5Bemail%5D={email}");
        let refused = app.post_form("/api/account/sign-in", &from, &fields).send().await.unwrap();
        let mine = header(&refused, "set-cookie").split(';').next().unwrap().to_owned();
        let to = header(&refused, "location").to_owned();
        let count = |name: &str| to.matches(name).count();
        assert_eq!((count("__path="), count("__err="), count("next=")), (1, 1, 1), "{to}");
        from = to.split_once("/sign-in?").map(|(_, query)| format!("/sign-in?{query}")).unwrap();
        let page = app.browse(&from, None).header("cookie", mine).send().await.unwrap();
        assert_eq!(page.status(), 200, "{to}");
        assert!(page.text().await.unwrap().contains("aria-invalid=\"true\""), "{email}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_cannot_put_a_strangers_words_into_a_page() {
    let app = TestApp::start().await;
    let strange = URL_SAFE.encode(r#"{"kind":"conflict","message":"Call +1 555 0100 to unlock your account"}"#);
    let refused = app.post_form("/api/account/sign-in", "/sign-in", "form%5Bemail%5D=a").send().await.unwrap();
    let mine = header(&refused, "set-cookie").split(';').next().unwrap().to_owned();
    let own = header(&refused, "location").split_once("/sign-in").map(|(_, rest)| format!("/sign-in{rest}")).unwrap();
    for link in [
        format!("/sign-in?__path=%2Fapi%2Faccount%2Fsign-in&__err={strange}"),
        format!("/sign-in?next=%2Fchat&%5F%5Ferr={strange}&%5F%5Fpath=%2Fapi%2Faccount%2Fsign-in"),
        format!("{own}&__err={strange}"),
        format!("/forgot-password?__path=%2Fapi%2Faccount%2Frequest-reset&__err={strange}"),
        format!("/sign-in?__err={strange}"),
        format!("//evil.example/?__err={strange}"),
    ] {
        for cookie in ["", mine.as_str()] {
            let mut answer = app.browse(&link, None).header("cookie", cookie).send().await.unwrap();
            if answer.status() == 308 {
                let tidy = header(&answer, "location").to_owned();
                assert!(tidy.starts_with('/') && !tidy.starts_with("//"), "{link} led to {tidy}");
                answer = app.browse(&tidy, None).header("cookie", cookie).send().await.unwrap();
            }
            let to = header(&answer, "location").to_owned();
            assert_eq!(answer.status(), 303, "{link}");
            assert!(!to.contains("err") && to.starts_with('/') && !to.starts_with("//"), "{link} led to {to}");
        }
    }
    let kept = app.browse("/sign-in?next=%2Fchat&__err=x", None).send().await.unwrap();
    assert_eq!(header(&kept, "location"), "/sign-in?next=%2Fchat", "the rest of the address stays");
    let page = app.browse(&own, None).header("cookie", &mine).send().await.unwrap();
    assert_eq!(page.status(), 200);
    assert!(
        page.text().await.unwrap().contains("aria-invalid=\"true\""),
        "the form's own error stands beside its field"
    );
    let again = app.browse(&own, None).send().await.unwrap();
    assert_eq!(again.status(), 303, "a link to it shows nothing to anybody else");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_is_too_large_is_refused_before_it_is_read() {
    let app = TestApp::with(&[("SOLOOS_BODY_LIMIT_BYTES", "20000")]).await;
    let fields = format!("form%5Btext%5D={}", "x".repeat(30_000));
    let answer =
        app.post_form("/api/chat/send", "/chat", &fields).header("accept", "application/json").send().await.unwrap();
    assert_eq!(answer.status(), 413);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_sends_all_of_a_body_that_is_too_large_still_sees_the_answer() {
    let app = TestApp::with(&[("SOLOOS_BODY_LIMIT_BYTES", "20000")]).await;
    let body = vec![b'x'; 8 * 1024 * 1024];
    let in_one_chunk = [b"800000\r\n".as_slice(), &body, b"\r\n0\r\n\r\n"].concat();
    for (length, sent) in [("content-length: 8388608", body), ("transfer-encoding: chunked", in_one_chunk)] {
        let mut line = TcpStream::connect(app.running.address()).await.unwrap();
        let head = format!(
            "POST /api/god/change-many HTTP/1.1\r\nhost: x\r\naccept: application/json\r\nsec-fetch-site: same-origin\r\n\
             content-type: application/x-www-form-urlencoded\r\n{length}\r\n\r\n"
        );
        line.write_all(head.as_bytes()).await.unwrap();
        line.write_all(&sent).await.unwrap();
        let mut answer = vec![0; 4096];
        let length = line.read(&mut answer).await.unwrap();
        let answer = String::from_utf8_lossy(&answer[..length]).into_owned();
        assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_of_somebody_elses_run_is_not_found() {
    let app = TestApp::start().await;
    let stream = |id: &str| app.request(Method::GET, &format!("/sse/runs/{id}"));
    let id = "01890a5d-ac96-774b-bcce-b302099a8057";
    assert_eq!(error(stream(id).send().await.unwrap()).await, (401, AppError::Unauthenticated));
    let organization = app.backend.organization("acme").await;
    let person = app.backend.person(&organization, Role::Member, "mia").await;
    let cookie = format!("soloos_session={}", person.token);
    for id in [id, "no-id"] {
        let answer = stream(id).header("cookie", &cookie).header("accept", HTML).send().await.unwrap();
        assert_eq!(error(answer).await, (404, AppError::NotFound), "{id}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_takes_too_long_is_given_up_with_a_sentence() {
    let app = TestApp::with(&[("SOLOOS_REQUEST_TIMEOUT_SECONDS", "1")]).await;
    let organization = app.backend.organization("acme").await;
    let owner = app.backend.person(&organization, Role::Owner, "olivia").await;
    let mut locked = app.backend.database.owner.begin().await.unwrap();
    sqlx::query("lock table sessions in access exclusive mode").execute(&mut *locked).await.unwrap();
    let answer = app
        .request(Method::GET, "/api/chat/list")
        .header("cookie", format!("soloos_session={}", owner.token))
        .send()
        .await
        .unwrap();
    let (status, error) = error(answer).await;
    assert_eq!(status, 503);
    assert!(matches!(error, AppError::Unavailable { message } if message.contains("took longer")));
    locked.rollback().await.unwrap();
}
