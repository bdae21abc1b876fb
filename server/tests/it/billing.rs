//! Paying over HTTP: where an owner is led, and what is believed of what a payment service says.
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

    /// As the service sends it: neither a session nor an origin comes along.
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
async fn an_event_of_somebody_else_is_refused() {
    let scene = Scene::new().await;
    assert_eq!(scene.tell("", scene.event.clone()).await, 403);
    assert_eq!(scene.tell("t=1,v1=00", scene.event.clone()).await, 403);
    assert_eq!(scene.tell(&scene.signature(), scene.event.replace("pro", "enterprise")).await, 403);
    assert_eq!(scene.tiers().await, ("free".to_owned(), 0));
}

#[tokio::test]
async fn something_signed_that_cannot_be_read_is_taken_and_left_alone() {
    let scene = Scene::new().await;
    let time = scene.app.backend.clock.now().timestamp();
    let customer = r#"{"id":"evt_1","type":"customer.subscription.updated","data":{"object":{"id":7,"customer":[]}}}"#;
    for body in ["", "{}", "[]", "{\"id\":\"\\u0000\"}", "\u{feff}{}", r#"{"id":"evt_0","created":1e300}"#, customer] {
        assert_eq!(scene.tell(&StripeStandIn::signature(time, body), body.to_owned()).await, 200, "{body}");
    }
    assert_eq!(scene.tiers().await.0, "free");
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
