//! Suspension as browsers and programs see it: open streams end, pages explain, calls are refused.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on must fail loudly")]

use std::time::Duration;

use crate::support::TestApp;
use chat_domain::NewMessage;
use domain::{AppError, Role};
use organization_area::platform;
use reqwest::{Method, RequestBuilder, Response};
use testkit::{TestOptions, TestOrganization, TestPerson};

struct Scene {
    app: TestApp,
    acme: TestOrganization,
    olivia: TestPerson,
    god: TestPerson,
}

async fn scene() -> Scene {
    let app = TestApp::start().await;
    let acme = app.backend.organization("acme").await;
    let olivia = app.backend.person(&acme, Role::Owner, "olivia").await;
    let god = app.backend.operator("god@soloos.example").await;
    Scene { app, acme, olivia, god }
}

impl Scene {
    fn as_person(&self, method: Method, path: &str, person: &TestPerson) -> RequestBuilder {
        self.app
            .request(method, path)
            .header("cookie", format!("soloos_session={}", person.token))
            .header("accept", "application/json")
            .header("sec-fetch-site", "same-origin")
    }

    async fn post(&self, path: &str, person: &TestPerson, form: String) -> u16 {
        let request = self.as_person(Method::POST, path, person);
        let request = request.header("content-type", "application/x-www-form-urlencoded").body(form);
        request.send().await.unwrap().status().as_u16()
    }

    async fn suspend(&self) {
        let form = format!("form[organization]={}&form[reason]=Unpaid+invoice", self.acme.id);
        assert_eq!(self.post("/api/god/suspend", &self.god, form).await, 200);
    }

    /// The stream that the owner's open page keeps.
    async fn open_page(&self) -> Response {
        let path = format!("/sse/session?organization={}", self.acme.id);
        let mut stream = self.as_person(Method::GET, &path, &self.olivia).send().await.unwrap();
        assert_eq!(stream.status(), 200);
        stream.chunk().await.unwrap().expect("the stream begins");
        stream
    }
}

/// The rest of the stream, which must end within a second.
async fn rest_of(mut stream: Response) -> String {
    let reading = async {
        let mut text = String::new();
        while let Ok(Some(chunk)) = stream.chunk().await {
            text.push_str(&String::from_utf8_lossy(&chunk));
        }
        text
    };
    tokio::time::timeout(Duration::from_secs(1), reading).await.expect("the stream ends within a second")
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_page_is_told_within_a_second_that_its_organisation_is_suspended() {
    let scene = scene().await;
    let page = scene.open_page().await;
    scene.suspend().await;
    assert!(rest_of(page).await.contains("event: ended"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspension_by_another_server_process_ends_the_streams_of_this_one() {
    let scene = scene().await;
    let page = scene.open_page().await;
    let other = scene.app.backend.another(TestOptions::default()).await;
    let god = scene.app.backend.god(&scene.god).await;
    platform::suspend(&other, &god, scene.acme.id, "Unpaid").await.unwrap();
    assert!(rest_of(page).await.contains("event: ended"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_is_being_read_ends_within_a_second() {
    let scene = scene().await;
    let caller = scene.app.backend.caller(&scene.olivia).await;
    let message = NewMessage { text: "Hello".to_owned(), ..NewMessage::default() };
    let run = chat_area::send(&scene.app.backend, &caller, message).await.unwrap().answer.run.unwrap().id;
    scene.app.backend.settle().await;
    // Another process is writing it, and says nothing for a while.
    sqlx::query("update runs set status = 'streaming', finished_at = null")
        .execute(&scene.app.backend.database.owner)
        .await
        .unwrap();
    let stream = scene.as_person(Method::GET, &format!("/sse/runs/{run}"), &scene.olivia).send().await.unwrap();
    assert_eq!(stream.status(), 200);
    scene.suspend().await;
    rest_of(stream).await;
    let again = scene.as_person(Method::GET, &format!("/sse/runs/{run}"), &scene.olivia).send().await.unwrap();
    assert_eq!(again.status(), 410);
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_explain_and_calls_are_refused() {
    let scene = scene().await;
    scene.suspend().await;
    for path in ["/chat", "/agents", "/settings"] {
        let page = scene.app.browse(path, Some(&scene.olivia)).send().await.unwrap();
        assert_eq!(page.status(), 410, "{path}");
        let text = page.text().await.unwrap();
        assert!(text.contains("Organisation suspended") && text.contains("Unpaid invoice"), "{path}");
    }
    let account = scene.app.browse("/account", Some(&scene.olivia)).send().await.unwrap();
    assert_eq!(account.status(), 200, "one's own account stays open");
    let call = scene.as_person(Method::GET, "/api/chat/list", &scene.olivia).send().await.unwrap();
    assert_eq!(call.status(), 410);
    let error: AppError = serde_json::from_str(&call.text().await.unwrap()).unwrap();
    assert!(error.to_string().contains("Acme has been suspended"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stale_page_cannot_act_in_the_other_organisation_and_a_fresh_one_can() {
    let scene = scene().await;
    let bravo = scene.app.backend.organization("bravo").await;
    scene.app.backend.join(&(scene.olivia.id, String::new()), &bravo, Role::Owner).await;
    scene.suspend().await;
    let form = || "form[name]=A&form[slug]=bravo&form[time_zone]=UTC&form[accent]=%23112233".to_owned();
    assert_eq!(scene.post("/api/organization/edit", &scene.olivia, form()).await, 410);
    let page = scene.app.browse("/settings", Some(&scene.olivia)).send().await.unwrap();
    assert_eq!(page.status(), 200);
    assert!(page.text().await.unwrap().contains("Bravo"));
    assert!(scene.post("/api/organization/edit", &scene.olivia, form()).await < 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_hears_that_its_session_its_role_or_its_tier_has_ended() {
    let scene = scene().await;
    let page = scene.open_page().await;
    assert!(scene.post("/api/account/sign-out", &scene.olivia, String::new()).await < 400);
    assert!(rest_of(page).await.contains("event: ended"));
    let mia = scene.app.backend.person(&scene.acme, Role::Admin, "mia").await;
    let scene = Scene { olivia: mia, ..scene };
    for change in ["set role = 'member'", "set tier = 'pro'"] {
        let page = scene.open_page().await;
        sqlx::query(sqlx::AssertSqlSafe(format!("update memberships {change} where user_id = $1")))
            .bind(scene.olivia.id.0)
            .execute(&scene.app.backend.database.owner)
            .await
            .unwrap();
        assert!(rest_of(page).await.contains("event: ended"), "{change}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_another_organisation_than_the_sessions_is_over_at_once() {
    let scene = scene().await;
    let bravo = scene.app.backend.organization("bravo").await;
    let path = format!("/sse/session?organization={}", bravo.id);
    let stream = scene.as_person(Method::GET, &path, &scene.olivia).send().await.unwrap();
    assert!(rest_of(stream).await.contains("event: ended"));
    let stranger = scene.app.request(Method::GET, "/sse/session").send().await.unwrap();
    assert_eq!(stranger.status(), 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_hears_that_another_window_of_its_session_went_to_another_organisation() {
    let scene = scene().await;
    let bravo = scene.app.backend.organization("bravo").await;
    scene.app.backend.join(&(scene.olivia.id, scene.olivia.email.clone()), &bravo, Role::Member).await;
    let page = scene.open_page().await;
    let form = format!("form[organization]={}", scene.acme.id);
    assert_eq!(scene.post("/api/viewer/switch", &scene.olivia, form).await, 200, "to where it is already");
    let form = format!("form[organization]={}", bravo.id);
    assert_eq!(scene.post("/api/viewer/switch", &scene.olivia, form).await, 200);
    assert!(rest_of(page).await.contains("event: ended"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_organisation_says_so_and_the_operator_still_sees_it() {
    let scene = scene().await;
    let form = format!("form[organization]={}&form[confirmation]=Acme", scene.acme.id);
    assert_eq!(scene.post("/api/god/delete", &scene.god, form).await, 200);
    let page = scene.app.browse("/chat", Some(&scene.olivia)).send().await.unwrap();
    assert_eq!(page.status(), 410);
    assert!(page.text().await.unwrap().contains("Organisation deleted"));
    let form = format!("form[organization]={}", scene.acme.id);
    assert_eq!(scene.post("/api/god/restore", &scene.god, form).await, 200);
    assert_eq!(scene.app.browse("/chat", Some(&scene.olivia)).send().await.unwrap().status(), 200);
}
