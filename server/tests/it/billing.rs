//! Paying over HTTP: where an owner is redirected, and which events of a payment service are trusted.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

use crate::support::{TestApp, header};
use domain::Role;
use reqwest::{Method, Response};
use stand_ins::StripeStandIn;
use testkit::{TestOptions, TestPerson};

struct Scene {
    app: TestApp,
    _service: StripeStandIn,
    owner: TestPerson,
    event: String,
}

impl Scene {
    async fn new() -> Self {
        let service = StripeStandIn::start().await.unwrap();
        let stripe =
            Some(testkit::stripe_at(service.base_url(), StripeStandIn::SECRET_KEY, StripeStandIn::WEBHOOK_SECRET));
        let app = TestApp::of(TestOptions { stripe, ..TestOptions::default() }, &[]).await;
        let acme = app.backend.organization("acme").await;
        let owner = app.backend.person(&acme, Role::Owner, "olivia").await;
        let created = app.backend.clock.now().timestamp();
        let event = serde_json::json!({
            "id": "evt_1", "type": "checkout.session.completed", "created": created,
            "data": { "object": {
                "id": "cs_1", "customer": "cus_1", "status": "complete", "subscription": "sub_1",
                "metadata": { "organization": acme.id.to_string(), "plan": "pro" },
            }},
        });
        Self { app, _service: service, owner, event: event.to_string() }
    }

    fn signature(&self) -> String {
        StripeStandIn::signature(self.app.backend.clock.now().timestamp(), &self.event)
    }

    /// As the service sends it: without session and origin.
    async fn tell(&self, signature: &str, body: String) -> u16 {
        let request = self.app.request(Method::POST, "/webhooks/stripe").header("content-type", "application/json");
        request.header("stripe-signature", signature).body(body).send().await.unwrap().status().as_u16()
    }

    async fn press(&self, path: &str, fields: &str) -> Response {
        let form = self.app.post_form(path, "/settings/plan", fields);
        form.header("cookie", format!("soloos_session={}", self.owner.token)).send().await.unwrap()
    }

    async fn tiers(&self) -> (String, i64) {
        sqlx::query_as("select tier, (select count(*) from stripe_events) from organizations where slug = 'acme'")
            .fetch_one(&self.app.backend.database.owner)
            .await
            .unwrap()
    }
}

#[tokio::test]
async fn an_event_needs_its_signature_alone_and_counts_once() {
    let scene = Scene::new().await;
    for _ in 0..2 {
        assert_eq!(scene.tell(&scene.signature(), scene.event.clone()).await, 200);
    }
    assert_eq!(scene.tiers().await, ("pro".to_owned(), 1));
}

#[tokio::test]
async fn a_tier_that_the_payment_service_sets_is_audited_with_its_request_and_as_nobodys_doing() {
    let scene = Scene::new().await;
    let request = scene.app.request(Method::POST, "/webhooks/stripe").header("content-type", "application/json");
    let told = request.header("stripe-signature", scene.signature()).body(scene.event.clone()).send().await.unwrap();
    let (request_id, address, doer, is_nobodys): (Option<String>, Option<String>, String, bool) = sqlx::query_as(
        "select request_id, address, doer, actor_id is null and subject_id is null from audit_events
         where action = 'organization.tier'",
    )
    .fetch_one(&scene.app.backend.database.owner)
    .await
    .unwrap();
    assert_eq!(request_id.as_deref(), Some(header(&told, "x-request-id")));
    assert_eq!((address.as_deref(), doer.as_str(), is_nobodys), (Some("127.0.0.1"), "platform", true));
}

#[tokio::test]
async fn an_event_of_somebody_else_is_refused() {
    let scene = Scene::new().await;
    assert_eq!(scene.tell("", scene.event.clone()).await, 403);
    assert_eq!(scene.tell("t=1,v1=00", scene.event.clone()).await, 403);
    assert_eq!(scene.tell(&scene.signature(), scene.event.replace("pro", "enterprise")).await, 403);
    assert_eq!(scene.tiers().await, ("free".to_owned(), 0));
}

#[tokio::test]
async fn a_signed_event_of_an_odd_shape_is_taken_and_left_alone_for_sent_again_it_reads_no_better() {
    let scene = Scene::new().await;
    let time = scene.app.backend.clock.now().timestamp();
    let shapes = [
        "",
        "{}",
        "null",
        "[1]",
        "{\"id\":",
        r#"{"id":"evt_2","type":"checkout.session.completed"}"#,
        r#"{"id":2,"type":["x"],"created":"x","data":{"object":{}}}"#,
        r#"{"id":"evt_\u0000","type":"x","created":1,"data":{"object":{}}}"#,
        r#"{"id":"evt_\ud83d","type":"x","created":1,"data":{"object":{}}}"#,
        r#"{"id":"evt_2","type":"x","created":1e400,"data":{"object":{}}}"#,
    ];
    for body in shapes.map(str::to_owned).into_iter().chain(["[".repeat(100_000), "x".repeat(100_000)]) {
        let status = scene.tell(&StripeStandIn::signature(time, &body), body.clone()).await;
        assert_eq!(status, 200, "{}", body.chars().take(80).collect::<String>());
    }
    assert_eq!(scene.tiers().await, ("free".to_owned(), 0));
}

#[tokio::test]
async fn a_signed_event_with_odd_values_is_taken_and_changes_nothing() {
    let scene = Scene::new().await;
    let time = scene.app.backend.clock.now().timestamp();
    let odd = |path: &str, value: serde_json::Value| {
        let mut event: serde_json::Value = serde_json::from_str(&scene.event).unwrap();
        *event.pointer_mut(path).unwrap() = value;
        event.to_string()
    };
    for (path, value) in [
        ("/data/object", serde_json::json!(null)),
        ("/data/object", serde_json::json!([])),
        ("/data/object/customer", serde_json::json!({ "id": "cus_1" })),
        ("/data/object/customer", serde_json::json!("cus_\0")),
        ("/data/object/subscription", serde_json::json!("x".repeat(5000))),
        ("/data/object/metadata", serde_json::json!("o")),
        ("/data/object/metadata/organization", serde_json::json!("01890a5d-ac96-774b-bcce-b302099a8057")),
        ("/data/object/metadata/plan", serde_json::json!("no such plan")),
    ] {
        let body = odd(path, value.clone());
        assert_eq!(scene.tell(&StripeStandIn::signature(time, &body), body.clone()).await, 200, "{path} {value}");
        assert_eq!(scene.tiers().await.0, "free", "{path} {value}");
    }
}

#[tokio::test]
async fn a_signed_event_of_a_time_that_nothing_can_have_counts_as_of_now() {
    for created in [i64::MAX, i64::MIN, 8_000_000_000_000, -8_000_000_000_000] {
        let scene = Scene::new().await;
        let body = scene.event.replace(
            &format!("\"created\":{}", scene.app.backend.clock.now().timestamp()),
            &format!("\"created\":{created}"),
        );
        assert_ne!(body, scene.event);
        let signature = StripeStandIn::signature(scene.app.backend.clock.now().timestamp(), &body);
        assert_eq!(scene.tell(&signature, body).await, 200, "{created}");
        assert_eq!(scene.tiers().await, ("pro".to_owned(), 1), "{created}");
    }
}

#[tokio::test]
async fn a_plain_form_leads_to_the_page_of_the_payment_service() {
    let scene = Scene::new().await;
    let answer = scene.press("/api/organization/checkout", "form[plan]=pro").await;
    assert_eq!(answer.status(), 302);
    assert!(header(&answer, "location").starts_with("https://checkout.stripe.com/"));
    let policy = scene.app.browse("/settings/plan", Some(&scene.owner)).send().await.unwrap();
    assert!(header(&policy, "content-security-policy").contains("https://checkout.stripe.com"));
    assert_eq!(scene.tiers().await, ("free".to_owned(), 0), "nothing holds before it is paid");
}
