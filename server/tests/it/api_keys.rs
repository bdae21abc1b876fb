//! Programs with a key, over HTTP: what a key opens, what it does not, and how it ends.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

use crate::support::TestApp;
use domain::Role;
use domain::accounts::Secret;
use identity_area::api_keys;
use identity_domain::api_keys::NewApiKey;
use reqwest::{Method, Response};
use server_core::Visit;
use testkit::{PASSWORD, TestPerson};

struct Scene {
    app: TestApp,
    olivia: TestPerson,
    key: String,
}

impl Scene {
    /// An owner, who is also the operator, with a key that has every scope.
    async fn new() -> Self {
        let app = TestApp::start().await;
        let organization = app.backend.organization("acme").await;
        let olivia = app.backend.person(&organization, Role::Owner, "olivia").await;
        app.backend.set_password(&olivia, PASSWORD).await;
        sqlx::query("update users set is_god = true").execute(&app.backend.database.owner).await.unwrap();
        let scopes = ["chat", "members", "agents", "organization", "audit"];
        let form = NewApiKey {
            name: "Everything".into(),
            scopes: scopes.iter().map(|scope| ((*scope).to_owned(), true)).collect(),
            days: "30".into(),
            proof: Secret::new(PASSWORD),
        };
        let signed_in = app.backend.signed_in(&olivia).await;
        let key = api_keys::create(&app.backend, &signed_in, &Visit::default(), form).await.unwrap().key;
        Self { app, olivia, key }
    }

    async fn call(&self, method: Method, path: &str, body: &'static str) -> Response {
        let request = self.app.request(method.clone(), path).header("authorization", format!("Bearer {}", self.key));
        let request = if method == Method::POST {
            request.header("content-type", "application/x-www-form-urlencoded").body(body)
        } else {
            request
        };
        request.send().await.unwrap()
    }

    async fn status(&self, method: Method, path: &str, body: &'static str) -> u16 {
        self.call(method, path, body).await.status().as_u16()
    }
}

#[tokio::test]
async fn a_program_reads_and_writes_with_its_key_and_needs_no_origin() {
    let scene = Scene::new().await;
    assert_eq!(scene.status(Method::GET, "/api/agents/list", "").await, 200);
    let form = "form[name]=Renamed&form[slug]=acme&form[time_zone]=UTC&form[accent]=%23112233";
    assert_eq!(scene.status(Method::POST, "/api/organization/edit", form).await, 200);
    let request = scene
        .app
        .request(Method::GET, "/api/organization/settings")
        .header("authorization", format!("bearer {}", scene.key))
        .header("cookie", "soloos_session=of-somebody-else");
    let answer = request.send().await.unwrap();
    assert!(answer.text().await.unwrap().contains("Renamed"), "the key counts, whatever cookie comes along");
}

#[tokio::test]
async fn a_key_opens_neither_the_account_nor_the_operators_pages() {
    let scene = Scene::new().await;
    for path in
        ["/api/account/sessions", "/api/account/two-factor", "/api/account/sign-in-methods", "/api/api-keys/list"]
    {
        assert_eq!(scene.status(Method::GET, path, "").await, 403, "{path}");
    }
    for path in [
        "/api/account/rename",
        "/api/account/change-password",
        "/api/account/change-email",
        "/api/account/begin-two-factor",
        "/api/account/turn-off-two-factor",
        "/api/account/end-other-sessions",
        "/api/account/sign-out",
        "/api/account/sign-out-everywhere",
        "/api/account/revoke-session",
        "/api/account/unlink-identity",
        "/api/viewer/switch",
        "/api/organization/offer-ownership",
        "/api/api-keys/revoke",
        "/api/account/remove-picture",
        "/api/account/close",
        "/api/api-keys/create",
        "/api/organization/edit-sign-in-policy",
        "/api/organization/leave",
        "/api/organization/accept-transfer",
        "/api/organization/decline-transfer",
        "/api/offboarding/export",
        "/api/offboarding/delete",
    ] {
        assert_eq!(scene.status(Method::POST, path, "form[name]=x").await, 403, "{path}");
    }
    assert_eq!(scene.status(Method::GET, "/api/god/mails", "").await, 404);
    let viewer = scene.call(Method::GET, "/api/viewer/get", "").await;
    assert_eq!(viewer.text().await.unwrap(), "null", "a program is nobody who is signed in");
}

/// Better Auth #10819: a bearer client was said to impersonate, and did not.
#[tokio::test]
async fn a_key_cannot_begin_to_view_as_somebody_and_is_told_so() {
    let scene = Scene::new().await;
    let form = "form[organization]=00000000-0000-0000-0000-000000000000&form[reason]=Help&form[proof]=a";
    assert_eq!(scene.status(Method::POST, "/api/god/view-as", form).await, 404);
    let begun: i64 = sqlx::query_scalar("select count(*) from impersonations")
        .fetch_one(&scene.app.backend.database.owner)
        .await
        .unwrap();
    assert_eq!(begun, 0);
}

#[tokio::test]
async fn a_key_is_for_server_functions_alone() {
    let scene = Scene::new().await;
    let run = server_core::random::id();
    assert_eq!(scene.status(Method::GET, &format!("/sse/runs/{run}"), "").await, 401);
    let page = scene.app.browse("/agents", None).header("authorization", format!("Bearer {}", scene.key));
    assert_eq!(page.send().await.unwrap().status(), 302, "a page asks to sign in");
}

#[tokio::test]
async fn a_revoked_or_made_up_key_is_nobody_even_with_a_good_session() {
    let scene = Scene::new().await;
    let caller = scene.app.backend.caller(&scene.olivia).await;
    let id = api_keys::list(&scene.app.backend, &caller).await.unwrap().keys[0].id;
    api_keys::revoke(&scene.app.backend, &caller, id).await.unwrap();
    assert_eq!(scene.status(Method::GET, "/api/agents/list", "").await, 401);
    let request = scene
        .app
        .request(Method::GET, "/api/agents/list")
        .header("authorization", "Bearer soloos_made-up")
        .header("cookie", format!("soloos_session={}", scene.olivia.token));
    assert_eq!(request.send().await.unwrap().status(), 401);
}
