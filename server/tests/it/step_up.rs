//! What cannot be undone, as a session that has stood open for a while finds it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

use chrono::Duration;
use domain::Role;
use reqwest::header::{ACCEPT, HeaderMap, HeaderValue};
use reqwest::{Method, Response};
use testkit::{PASSWORD, TestOrganization, TestPerson};

use crate::support::TestApp;

struct Scene {
    app: TestApp,
    acme: TestOrganization,
    god: TestPerson,
}

/// An operator who signed in an hour ago.
async fn scene() -> Scene {
    let app = TestApp::start().await;
    let acme = app.backend.organization("acme").await;
    app.backend.person(&acme, Role::Owner, "olivia").await;
    let god = app.backend.operator("god@soloos.example").await;
    app.backend.set_password(&god, PASSWORD).await;
    app.backend.advance(Duration::hours(1));
    Scene { app, acme, god }
}

/// Takes the place of what a browser's plain form accepts.
fn headers(accept: &str) -> HeaderMap {
    HeaderMap::from_iter([(ACCEPT, HeaderValue::from_str(accept).unwrap())])
}

impl Scene {
    async fn post(&self, (path, form): (&str, &str), accept: &str) -> Response {
        let form = form.replace("{acme}", &self.acme.id.to_string());
        let cookie = format!("soloos_session={}", self.god.token);
        let request = self.app.post_form(path, "/god-dashboard/invites/new", &form);
        request.headers(headers(accept)).header("cookie", cookie).send().await.unwrap()
    }

    async fn status(&self, act: (&str, &str)) -> u16 {
        self.post(act, "application/json").await.status().as_u16()
    }
}

const TIER: (&str, &str) = ("/api/god/change-tier", "form[organization]={acme}&form[tier]=pro");
const ACTS: [(&str, &str); 6] = [
    TIER,
    ("/api/god/change-many", "form[organizations][]={acme}&form[act]=tier&form[tier]=enterprise"),
    ("/api/god/suspend", "form[organization]={acme}&form[reason]=Unpaid"),
    ("/api/god/delete", "form[organization]={acme}&form[confirmation]=Acme"),
    ("/api/god/invite-owner", "form[email]=n@new.example&form[organization]=New"),
    ("/api/god/invite-owners", "form[csv]=email,organization%0Am@new.example,Other"),
];

#[tokio::test(flavor = "multi_thread")]
async fn an_old_session_does_nothing_of_weight_without_a_proof() {
    let scene = scene().await;
    for act in ACTS {
        let refused = scene.post(act, "application/json").await;
        let (path, status, body) = (act.0, refused.status().as_u16(), refused.text().await.unwrap());
        assert!(status == 422 && body.contains("proof"), "{path}: {status} {body}");
    }
    let left =
        "select count(*) from owner_invites, organizations where deleted_at is not null or suspended_at is not null";
    let left: i64 = sqlx::query_scalar(left).fetch_one(&scene.app.backend.database.owner).await.unwrap();
    assert_eq!(left, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_proof_opens_the_session_for_all_of_them() {
    let scene = scene().await;
    let wrong = format!("{}&step_up[proof]=wrong", TIER.1);
    assert_eq!(scene.status((TIER.0, &wrong)).await, 422);
    let right = format!("{}&step_up[proof]={}", TIER.1, PASSWORD.replace(' ', "+"));
    assert_eq!(scene.status((TIER.0, &right)).await, 200);
    for act in ACTS.into_iter().skip(1) {
        assert_eq!(scene.status(act).await, 200, "{}", act.0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plain_form_comes_back_with_the_field_and_keeps_what_was_typed_but_not_the_proof() {
    let scene = scene().await;
    let form = "form[email]=n@new.example&form[organization]=Harbour&step_up[proof]=a+wrong+secret";
    let answer = scene.post(("/api/god/invite-owner", form), "text/html").await;
    assert!(answer.status().is_redirection(), "{}", answer.status());
    let location = answer.headers().get("location").unwrap().to_str().unwrap().to_owned();
    let kept = answer.headers().get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap());
    let kept: Vec<String> = kept.filter_map(|cookie| cookie.split(';').next()).map(str::to_owned).collect();
    let cookies = format!("soloos_session={}; {}", scene.god.token, kept.join("; "));
    let path = location.split_once("/god-dashboard").map(|(_, path)| format!("/god-dashboard{path}")).unwrap();
    let page = scene.app.request(Method::GET, &path).header("cookie", cookies).header("accept", "text/html");
    let page = page.send().await.unwrap().text().await.unwrap();
    assert!(page.contains("name=\"step_up[proof]\"") && page.contains("Harbour"), "{page}");
    assert!(!page.contains("a wrong secret"));
}
