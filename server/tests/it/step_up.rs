//! Acts that cannot be undone, from a session that signed in a while ago.
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

/// The `Accept` header of a browser's plain form.
fn headers(accept: &str) -> HeaderMap {
    HeaderMap::from_iter([(ACCEPT, HeaderValue::from_str(accept).unwrap())])
}

impl Scene {
    async fn post(&self, act: (&str, &str), accept: &str) -> Response {
        self.post_from("/god-dashboard/invites/new", act, accept).await
    }

    async fn post_from(&self, page: &str, (path, form): (&str, &str), accept: &str) -> Response {
        let form = form.replace("{acme}", &self.acme.id.to_string());
        let cookie = format!("soloos_session={}", self.god.token);
        let request = self.app.post_form(path, page, &form);
        request.headers(headers(accept)).header("cookie", cookie).send().await.unwrap()
    }

    /// Sends a plain form from this page; returns the page that it redirects to.
    async fn page_after(&self, page: &str, act: (&str, &str)) -> String {
        let answer = self.post_from(page, act, "text/html").await;
        assert!(answer.status().is_redirection(), "{}", answer.status());
        let location = answer.headers().get("location").unwrap().to_str().unwrap().to_owned();
        let kept = answer.headers().get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap());
        let kept: Vec<String> = kept.filter_map(|cookie| cookie.split(';').next()).map(str::to_owned).collect();
        let cookies = format!("soloos_session={}; {}", self.god.token, kept.join("; "));
        let path = location.split_once("/god-dashboard").map(|(_, path)| format!("/god-dashboard{path}")).unwrap();
        let page = self.app.request(Method::GET, &path).header("cookie", cookies).header("accept", "text/html");
        page.send().await.unwrap().text().await.unwrap()
    }

    /// The status and the text of the operator's list as a file.
    async fn list(&self) -> (u16, String) {
        let cookie = format!("soloos_session={}", self.god.token);
        let request = self.app.request(Method::GET, "/export/organizations.csv").header("cookie", cookie);
        let answer = request.header("accept", "text/html").send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
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
    let page = scene.page_after("/god-dashboard/invites/new", ("/api/god/invite-owner", form)).await;
    assert!(page.contains("name=\"step_up[proof]\"") && page.contains("Harbour"), "{page}");
    assert!(!page.contains("a wrong secret"));
}

/// The inputs of the page with this text in their tag.
fn inputs<'a>(page: &'a str, word: &str) -> Vec<&'a str> {
    let tags = page.split("<input").skip(1).filter_map(|rest| rest.split('>').next());
    tags.filter(|tag| tag.contains(word)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_asks_for_a_proof_quietly_and_once() {
    let scene = scene().await;
    let page = scene.page_after("/god-dashboard/invites/new", ("/api/god/invite-owner", ACTS[4].1)).await;
    assert_eq!(page.matches(&format!(">{}<", domain::ASKS_FOR_PROOF)).count(), 1, "{page}");
    assert!(!page.contains("role=\"alert\"") && !page.contains("aria-invalid=\"true\""), "nothing is wrong: {page}");
    let [field] = inputs(&page, "step_up[proof]")[..] else { panic!("one field for it: {page}") };
    assert!(field.contains("autofocus"), "{field}");
    // A wrong proof is reported as an error.
    let wrong = format!("{}&step_up[proof]=wrong", ACTS[4].1);
    let page = scene.page_after("/god-dashboard/invites/new", ("/api/god/invite-owner", &wrong)).await;
    assert!(page.contains("role=\"alert\"") && page.contains("aria-invalid=\"true\""), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plain_form_for_many_comes_back_with_all_its_ticks() {
    let scene = scene().await;
    let bravo = scene.app.backend.organization("bravo").await;
    let other = scene.app.backend.organization("other").await;
    let ticks = format!("form[organizations][]={{acme}}&form[organizations][]={}", bravo.id);
    let form = format!("{ticks}&form[act]=suspend&form[reason]=Unpaid");
    let page = scene.page_after("/god-dashboard", ("/api/god/change-many", &form)).await;
    for (organization, is_ticked) in [(scene.acme.id, true), (bravo.id, true), (other.id, false)] {
        let ticks = inputs(&page, "data-tick").into_iter().filter(|tick| tick.contains(&organization.to_string()));
        let ticked: Vec<bool> = ticks.map(|tick| tick.contains(" checked")).collect();
        assert_eq!(ticked, [is_ticked], "{organization}: {page}");
    }
    assert!(page.contains("step_up[proof]") && page.contains("Unpaid"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_an_owners_link_and_the_list_of_all_tenants_need_a_proof_too() {
    let scene = scene().await;
    let owner = &scene.app.backend.database.owner;
    let proof = format!("&step_up[proof]={}", PASSWORD.replace(' ', "+"));
    let (path, form) = ACTS[4];
    assert_eq!(scene.status((path, &format!("{form}{proof}"))).await, 200);
    scene.app.backend.advance(Duration::hours(1));
    let invite: String = sqlx::query_scalar("select id::text from owner_invites").fetch_one(owner).await.unwrap();
    let version = "select (extract(epoch from updated_at) * 1000000)::int8 from plans where key = 'pro'";
    let version: i64 = sqlx::query_scalar(version).fetch_one(owner).await.unwrap();
    let again = ("/api/god/resend-owner-invite", format!("form[id]={invite}"));
    let plan = format!("form[key]=pro&form[version]={version}&form[name]=Pro&form[price]=1");
    let plan = ("/api/god/edit-plan", plan);
    for (path, form) in [&again, &plan] {
        assert_eq!(scene.status((path, form)).await, 422, "{path}");
    }
    let (status, page) = scene.list().await;
    assert!(status == 422 && page.contains("proof") && !page.contains("acme"), "{status} {page}");
    assert_eq!(scene.status((again.0, &format!("{}{proof}", again.1))).await, 200);
    assert_eq!(scene.status((plan.0, &plan.1)).await, 200);
    let (status, list) = scene.list().await;
    assert!(status == 200 && list.contains("acme"), "{status} {list}");
    let left = "select (select price_cents from plans where key = 'pro'), (select resent from owner_invites)";
    let left: (i32, i32) = sqlx::query_as(left).fetch_one(owner).await.unwrap();
    assert_eq!(left, (100, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plain_form_of_one_plan_comes_back_with_one_field_for_the_proof() {
    let scene = scene().await;
    let form = "form[key]=pro&form[version]=0&form[name]=Pro+two&form[price]=1";
    let page = scene.page_after("/god-dashboard/plans", ("/api/god/edit-plan", form)).await;
    assert_eq!(inputs(&page, "step_up[proof]").len(), 1, "{page}");
    assert!(page.contains("Pro two"), "{page}");
}
