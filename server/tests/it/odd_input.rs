//! Input that no person types and anybody can send: refused with a sentence, and never a fault of the server's.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

use crate::support::{HTML, TestApp};
use domain::{AppError, Role};
use reqwest::{Method, RequestBuilder};
use testkit::TestPerson;

const FORM: &str = "application/x-www-form-urlencoded";
const FAR_CURSOR: &str = "-8334601228800000000_01890a5d-ac96-774b-bcce-b302099a8057";

struct Scene {
    app: TestApp,
    owner: TestPerson,
    god: TestPerson,
}

impl Scene {
    async fn new() -> Self {
        let app = TestApp::start().await;
        let acme = app.backend.organization("acme").await;
        let owner = app.backend.person(&acme, Role::Owner, "olivia").await;
        let god = app.backend.operator("god@solo.example").await;
        Self { app, owner, god }
    }

    fn ask(&self, path: &str, person: &TestPerson) -> RequestBuilder {
        let request = self.app.request(Method::GET, path).header("accept", "application/json");
        request.header("cookie", format!("soloos_session={}", person.token))
    }

    fn send(&self, path: &str, body: impl Into<reqwest::Body>) -> RequestBuilder {
        self.send_as(FORM, path, body)
    }

    fn send_as(&self, kind: &str, path: &str, body: impl Into<reqwest::Body>) -> RequestBuilder {
        let request = self.app.request(Method::POST, path).header("accept", "application/json");
        request
            .header("sec-fetch-site", "same-origin")
            .header("content-type", kind)
            .header("cookie", format!("soloos_session={}", self.owner.token))
            .body(body)
    }
}

/// The status, with the sentence of the answer.
async fn told(request: RequestBuilder) -> (u16, String) {
    let response = request.send().await.unwrap();
    let (status, text) = (response.status().as_u16(), response.text().await.unwrap());
    let sentence = serde_json::from_str::<AppError>(&text).map_or(text, |error| error.to_string());
    (status, sentence)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_is_no_text_is_refused_wherever_it_points() {
    let scene = Scene::new().await;
    for path in [
        "/%00",
        "/%ff",
        "/agents/%00",
        "/chat/%c3",
        "/pkg/%00",
        "/pkg/a%00b.js",
        "/sse/runs/%00",
        "/sse/session?organization=%00",
        "/exports/%00",
        "/people/%00/picture",
        "/brand/%ed%a0%80/logo",
        "/auth/%00",
        "/auth/oidc/callback?state=%00&code=%ff",
        "/sign-in?next=%00",
        "/sign-in?__err=%00",
        "/god-dashboard?q=%00",
        "/export/audit.csv?search=%00",
        "/api/chat/list?query%5Bsearch%5D=%00",
        "/api/god/organizations?query%5Bq%5D=%ff",
    ] {
        let (status, sentence) = told(scene.ask(path, &scene.god)).await;
        assert_eq!(status, 400, "{path}: {sentence}");
        assert!(sentence.starts_with("This address holds signs"), "{path}: {sentence}");
        let page = scene.ask(path, &scene.god).header("accept", HTML).send().await.unwrap();
        assert_eq!(page.status(), 400, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_no_text_is_refused_before_any_use_case_sees_it() {
    let scene = Scene::new().await;
    let bodies: [&[u8]; 6] = [
        b"form%5Btext%5D=a%00b",
        b"form%5Btext%5D=a\0b",
        b"form%5Btext%5D=%ff",
        b"form%5Btext%5D=\xff\xfe",
        b"form%5Btext%5D=%ed%a0%80",
        b"form%5B%00%5D=a",
    ];
    for path in ["/api/chat/send", "/api/account/sign-in", "/api/account/rename", "/api/organization/edit"] {
        for body in bodies {
            let (status, sentence) = told(scene.send(path, body.to_vec())).await;
            assert_eq!(status, 400, "{path} {body:?}: {sentence}");
            assert!(sentence.contains("cannot be kept"), "{path} {body:?}: {sentence}");
        }
    }
    for body in [r#"{"form":{"text":"\u0000"}}"#, r#"{"form":{"text":"\ud83d"}}"#, "{"] {
        let (status, sentence) = told(scene.send_as("application/json", "/api/chat/send", body)).await;
        assert_eq!(status, 400, "{body}: {sentence}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_packed_body_is_refused_and_an_odd_kind_of_it_is_no_fault() {
    let scene = Scene::new().await;
    for path in ["/api/chat/send", "/uploads/logo", "/webhooks/stripe"] {
        for packed in ["gzip", "br", "deflate", "zstd", "x"] {
            let sent = scene.send(path, b"\x1f\x8b\x08broken".to_vec()).header("content-encoding", packed);
            assert_eq!(told(sent).await.0, 415, "{path} {packed}");
        }
    }
    for kind in
        ["", "text/plain", "multipart/form-data", "multipart/form-data; boundary=", "application/json; charset=x"]
    {
        for path in ["/api/chat/send", "/uploads/logo"] {
            let (status, sentence) = told(scene.send_as(kind, path, "form%5Btext%5D=")).await;
            assert!((400..500).contains(&status), "{path} {kind}: {status} {sentence}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_does_not_say_how_long_it_is_is_cut_off_where_it_becomes_too_long() {
    let app = TestApp::with(&[("SOLOOS_BODY_LIMIT_BYTES", "20000")]).await;
    let pieces = futures::stream::iter((0..30).map(|_| Ok::<_, std::io::Error>("x".repeat(1000))));
    let sent = app.request(Method::POST, "/api/chat/send").header("content-type", FORM);
    let answer = sent.body(reqwest::Body::wrap_stream(pieces)).send().await.unwrap();
    assert_eq!(answer.status(), 413);
}

#[tokio::test(flavor = "multi_thread")]
async fn times_that_nothing_can_have_are_refused_with_a_sentence() {
    let scene = Scene::new().await;
    for path in ["/api/chat/list?query[before]=", "/api/audit/log?query[before]=", "/export/audit.csv?before="] {
        for cursor in [FAR_CURSOR, "8210266876799999999_01890a5d-ac96-774b-bcce-b302099a8057", "9_9", "_"] {
            let (status, sentence) = told(scene.ask(&format!("{path}{cursor}"), &scene.owner)).await;
            assert_eq!(status, 422, "{path}{cursor}: {sentence}");
            assert!(sentence.contains("link is not complete"), "{path}{cursor}: {sentence}");
        }
    }
    for day in ["%2B262142-12-31", "-262143-01-01", "0000-01-01", "9999-12-31", "2026-02-30"] {
        for path in ["/api/audit/log?query[from]=", "/api/audit/log?query[until]=", "/export/audit.csv?until="] {
            assert_eq!(told(scene.ask(&format!("{path}{day}"), &scene.owner)).await.0, 422, "{path}{day}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_beyond_the_end_is_the_last_one_and_a_nonsensical_one_the_first() {
    let scene = Scene::new().await;
    let lists = [
        ("/settings/members", &scene.owner),
        ("/settings/members/invites", &scene.owner),
        ("/god-dashboard", &scene.god),
        ("/god-dashboard/mailbox", &scene.god),
        ("/god-dashboard/invites", &scene.god),
    ];
    for (list, person) in lists {
        for page in ["2", "999", "90000000", "4294967295", "99999999999999999999", "0", "-1", "1.5", "x", ""] {
            let shown = scene.app.browse(&format!("{list}?page={page}"), Some(person)).send().await.unwrap();
            let (status, html) = (shown.status().as_u16(), shown.text().await.unwrap());
            assert_eq!(status, 200, "{list}?page={page}");
            assert!(!html.contains("page=998") && !html.contains("page=89999999"), "{list}?page={page}");
        }
    }
    let tabs = ["members", "invites", "audit", "jobs", "mails", "subscription", "notes", "usage"];
    let organization: uuid::Uuid = sqlx::query_scalar("select id from organizations where slug = 'acme'")
        .fetch_one(&scene.app.backend.database.owner)
        .await
        .unwrap();
    for tab in tabs {
        let path = format!("/api/god/organization?query[id]={organization}&query[tab]={tab}&query[page]=999");
        let answer = scene.ask(&path, &scene.god).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{tab}");
        let view: serde_json::Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
        assert_eq!(view["place"]["numbered"], serde_json::json!({ "page": 1, "has_next": false }), "{tab}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_query_that_is_not_understood_is_answered_in_words_of_ours() {
    let scene = Scene::new().await;
    for path in [
        "/sse/runs/01890a5d-ac96-774b-bcce-b302099a8057?after=x",
        "/sse/session?organization=a&organization=b",
        "/export/audit.csv?search=a&search=b",
        "/auth/oidc?next=a&next=b",
    ] {
        let (status, sentence) = told(scene.ask(path, &scene.owner)).await;
        assert_eq!(status, 400, "{path}: {sentence}");
        assert!(sentence.starts_with("Something in this address"), "{path}: {sentence}");
    }
}

#[tokio::test]
async fn a_name_that_no_file_can_have_is_not_found() {
    let app = TestApp::start().await;
    for path in [
        format!("/pkg/{}", "a".repeat(300)),
        format!("/{}", "a".repeat(300)),
        format!("/pkg/{}", "a/".repeat(3000) + "a"),
    ] {
        assert_eq!(app.browse(&path, None).send().await.unwrap().status(), 404, "{}", path.len());
    }
}
