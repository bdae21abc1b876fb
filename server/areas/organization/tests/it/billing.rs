//! Paying for plans, with a stand-in for Stripe.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

use domain::{AppError, Role};
use god_domain::ChangeTier;
use organization_area::{billing, platform};
use organization_domain::plans::ChoosePlan;
use serde_json::json;
use server_core::{Caller, Error, Origin, ProvenGod, jobs};
use stand_ins::StripeStandIn;
use testkit::{TestBackend, TestOptions};

pub struct Scene {
    pub test: TestBackend,
    pub service: StripeStandIn,
    pub owner: Caller,
    admin: Caller,
}

pub async fn scene() -> Scene {
    let service = StripeStandIn::start().await.unwrap();
    let stripe = Some(testkit::stripe_at(service.base_url(), StripeStandIn::SECRET_KEY, StripeStandIn::WEBHOOK_SECRET));
    let test = TestBackend::with(TestOptions { stripe, ..TestOptions::default() }).await;
    let acme = test.organization("acme").await;
    let owner = test.caller(&test.person(&acme, Role::Owner, "olivia").await).await;
    let admin = test.caller(&test.person(&acme, Role::Admin, "ada").await).await;
    Scene { test, service, owner, admin }
}

pub const UPDATED: &str = "customer.subscription.updated";
pub const DELETED: &str = "customer.subscription.deleted";

fn pro() -> ChoosePlan {
    ChoosePlan { plan: "pro".to_owned() }
}

impl Scene {
    /// An event about Acme's subscription, `minutes` after the scene began.
    fn event(&self, id: &str, kind: &str, status: &str, (subscription, minutes): (&str, i64)) -> String {
        json!({
            "id": id, "type": kind, "created": self.test.clock.now().timestamp() + minutes * 60,
            "data": { "object": {
                "id": subscription, "customer": "cus_1", "status": status, "subscription": subscription,
                "metadata": { "organization": self.owner.org().to_string(), "plan": "pro" },
            }},
        })
        .to_string()
    }

    pub async fn hear(&self, body: &str) -> Result<(), Error> {
        let signature = StripeStandIn::signature(self.test.clock.now().timestamp(), body);
        billing::receive(&self.test, Origin::NONE, &signature, body.as_bytes()).await
    }

    pub async fn tier(&self) -> String {
        sqlx::query_scalar("select tier from organizations where slug = 'acme'")
            .fetch_one(&self.test.database.owner)
            .await
            .unwrap()
    }

    pub async fn hear_of(&self, id: &str, kind: &str, status: &str, when: (&str, i64)) -> String {
        self.hear(&self.event(id, kind, status, when)).await.unwrap();
        self.tier().await
    }

    /// Delivers that the subscription is paid.
    pub async fn pay(&self, id: &str, when: (&str, i64)) -> String {
        self.hear_of(id, "checkout.session.completed", "complete", when).await
    }

    pub async fn sql(&self, sql: &'static str) {
        sqlx::query(sql).execute(&self.test.database.owner).await.unwrap();
    }

    pub async fn run_jobs(&self) {
        jobs::run_due(&self.test, self.test.database.options()).await.unwrap();
    }

    pub async fn god(&self) -> ProvenGod {
        self.test.god(&self.test.operator("god@soloos.example").await).await
    }

    pub async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql).fetch_one(&self.test.database.owner).await.unwrap()
    }
}

#[tokio::test]
async fn an_owner_is_led_to_a_page_that_knows_plan_price_and_organisation() {
    let scene = scene().await;
    let page = billing::checkout(&scene.test, &scene.owner, pro()).await.unwrap();
    assert!(page.starts_with("https://checkout.stripe.com/"), "{page}");
    let asked = scene.service.requests().pop().unwrap();
    let field = |name: &str| asked.fields.get(name).map(String::as_str);
    assert_eq!(field("mode"), Some("subscription"));
    assert_eq!(field("line_items[0][price_data][unit_amount]"), Some("9900"));
    assert_eq!(field("customer_email"), Some("olivia@acme.example"));
    assert_eq!(field("subscription_data[metadata][plan]"), Some("pro"));
    assert_eq!(field("client_reference_id"), Some(scene.owner.org().to_string().as_str()));
    assert!(asked.idempotency_key.is_some());
    billing::checkout(&scene.test, &scene.owner, pro()).await.unwrap();
    assert_eq!(scene.service.requests()[0].idempotency_key, scene.service.requests()[1].idempotency_key);
    assert_eq!(scene.tier().await, "free", "nothing holds before it is paid");
}

#[tokio::test]
async fn only_an_owner_pays_and_only_for_a_plan_that_costs_something() {
    let scene = scene().await;
    let refused = billing::checkout(&scene.test, &scene.admin, pro()).await.unwrap_err();
    assert!(matches!(refused, Error::App(AppError::Forbidden)));
    for plan in ["free", "platinum", ""] {
        let refused = billing::checkout(&scene.test, &scene.owner, ChoosePlan { plan: plan.to_owned() }).await;
        assert!(matches!(refused, Err(Error::App(AppError::Invalid(_)))), "{plan}");
    }
    let portal = billing::portal(&scene.test, &scene.owner).await.unwrap_err();
    assert!(matches!(portal, Error::App(AppError::NotFound)), "who never paid has nothing to manage");
    assert!(scene.service.requests().is_empty());
}

#[tokio::test]
async fn a_service_that_refuses_is_told_without_its_own_words() {
    let scene = scene().await;
    scene.service.refuse();
    let refused = billing::checkout(&scene.test, &scene.owner, pro()).await.unwrap_err();
    let Error::App(AppError::Unavailable { message }) = refused else { panic!("{refused}") };
    assert!(!message.contains("declined"), "{message}");
}

#[tokio::test]
async fn a_payment_changes_the_tier_once_however_often_it_is_told() {
    let scene = scene().await;
    let paid = scene.event("evt_1", "checkout.session.completed", "complete", ("sub_1", 0));
    for _ in 0..3 {
        scene.hear(&paid).await.unwrap();
    }
    let (again, twice) = tokio::join!(scene.hear(&paid), scene.hear(&paid));
    again.and(twice).unwrap();
    assert_eq!(scene.tier().await, "pro");
    assert_eq!(scene.count("select count(*) from subscriptions where source = 'stripe'").await, 1);
    assert_eq!(scene.count("select count(*) from audit_events where action = 'organization.tier'").await, 1);
    let seen = billing::plan(&scene.test, &scene.owner).await.unwrap();
    assert!(seen.can_pay && seen.is_customer);
    let portal = billing::portal(&scene.test, &scene.owner).await.unwrap();
    assert!(portal.contains("billing_portal"), "{portal}");
}

#[tokio::test]
async fn the_end_of_a_subscription_leads_back_to_free_and_old_news_changes_nothing() {
    let scene = scene().await;
    assert_eq!(scene.hear_of("evt_1", UPDATED, "active", ("sub_1", 1)).await, "pro");
    assert_eq!(scene.hear_of("evt_2", DELETED, "canceled", ("sub_0", 2)).await, "pro");
    assert_eq!(scene.hear_of("evt_3", DELETED, "canceled", ("sub_1", 3)).await, "free");
    assert_eq!(scene.hear_of("evt_4", UPDATED, "active", ("sub_1", 2)).await, "free");
    assert_eq!(scene.count("select sum(cents)::bigint from revenue_changes").await, 0);
    scene.run_jobs().await;
    assert!(scene.service.cancelled().is_empty(), "what is over needs no end");
}

#[tokio::test]
async fn of_two_subscriptions_the_later_one_is_paid_and_the_other_ends_in_whatever_order_they_are_told() {
    for told in [[("evt_1", ("sub_1", 1)), ("evt_2", ("sub_2", 2))], [("evt_2", ("sub_2", 2)), ("evt_1", ("sub_1", 1))]]
    {
        let scene = scene().await;
        for (id, when) in told {
            assert_eq!(scene.pay(id, when).await, "pro");
        }
        scene.run_jobs().await;
        assert_eq!(scene.service.cancelled(), ["sub_1"]);
        assert_eq!(scene.hear_of("evt_3", UPDATED, "active", ("sub_1", 3)).await, "pro");
        assert_eq!(scene.hear_of("evt_4", DELETED, "canceled", ("sub_1", 4)).await, "pro");
        let running = "select count(*) from billing_accounts where subscription = 'sub_2'";
        assert_eq!(scene.count(running).await, 1, "what is told of the other changes nothing");
    }
}

#[tokio::test]
async fn a_plan_is_changed_on_a_page_of_its_own_though_another_one_runs() {
    let scene = scene().await;
    scene.pay("evt_1", ("sub_1", 0)).await;
    let enterprise = ChoosePlan { plan: "enterprise".to_owned() };
    let page = billing::checkout(&scene.test, &scene.owner, enterprise).await.unwrap();
    assert!(page.contains("checkout/sessions"), "{page}");
    assert_eq!(scene.service.requests().pop().unwrap().fields.get("customer").map(String::as_str), Some("cus_1"));
    let again = billing::checkout(&scene.test, &scene.owner, pro()).await;
    assert!(matches!(again, Err(Error::App(AppError::Conflict { .. }))), "nobody buys the plan that they have");
}

#[tokio::test]
async fn neither_a_renewal_nor_an_end_takes_a_tier_that_the_operator_gave() {
    let scene = scene().await;
    scene.pay("evt_1", ("sub_1", 0)).await;
    let form = ChangeTier { organization: scene.owner.org(), tier: "enterprise".to_owned() };
    god_area::change_tier(&scene.test, &scene.god().await, form).await.unwrap();
    assert_eq!(scene.hear_of("evt_2", UPDATED, "active", ("sub_1", 1)).await, "enterprise");
    assert_eq!(scene.hear_of("evt_3", DELETED, "canceled", ("sub_1", 2)).await, "enterprise");
}

#[tokio::test]
async fn a_deleted_organisation_is_charged_no_more_and_comes_back_unpaid() {
    let scene = scene().await;
    let god = scene.god().await;
    scene.pay("evt_1", ("sub_1", 0)).await;
    scene.service.refuse();
    platform::delete(&scene.test, &god, scene.owner.org(), "Acme").await.unwrap();
    scene.run_jobs().await;
    assert!(scene.service.cancelled().is_empty());
    let waiting =
        "select count(*) from app.queued_jobs() where task = 'cancel_subscription' and last_error like '%Stripe%'";
    assert_eq!(scene.count(waiting).await, 1, "a refusal is kept for the operator and tried again");
    scene.service.relent();
    scene.sql("update graphile_worker._private_jobs set run_at = now()").await;
    scene.run_jobs().await;
    assert_eq!(scene.service.cancelled(), ["sub_1"]);
    scene.hear_of("evt_2", DELETED, "canceled", ("sub_1", 1)).await;

    scene.pay("evt_3", ("sub_2", 2)).await;
    scene.run_jobs().await;
    assert_eq!(scene.service.cancelled(), ["sub_1", "sub_2"], "a payment that comes too late is not kept");
    platform::restore(&scene.test, &god, scene.owner.org()).await.unwrap();
    assert_eq!(scene.tier().await, "free");
    assert_eq!(scene.hear_of("evt_4", UPDATED, "active", ("sub_1", 3)).await, "free");
    assert_eq!(scene.pay("evt_5", ("sub_3", 4)).await, "pro", "it can be bought again");
}

#[tokio::test]
async fn a_subscription_that_is_over_already_needs_no_second_try() {
    let scene = scene().await;
    scene.pay("evt_1", ("sub_1", 0)).await;
    scene.pay("evt_2", ("sub_2", 1)).await;
    scene.run_jobs().await;
    scene
        .sql("select app.add_job('cancel_subscription', '{\"subscription\": \"sub_1\"}', 'subscription:sub_1', null)")
        .await;
    scene.run_jobs().await;
    assert_eq!(scene.count("select count(*) from app.queued_jobs() where task = 'cancel_subscription'").await, 0);
}

#[tokio::test]
async fn an_event_that_is_not_signed_rightly_and_lately_changes_nothing() {
    let scene = scene().await;
    let paid = scene.event("evt_1", "checkout.session.completed", "complete", ("sub_1", 0));
    let now = scene.test.clock.now().timestamp();
    let forged = paid.replace("pro", "enterprise");
    for (signature, body) in [
        (String::new(), &paid),
        (StripeStandIn::signature(now - 600, &paid), &paid),
        (StripeStandIn::signature(now, &paid), &forged),
    ] {
        let refused = billing::receive(&scene.test, Origin::NONE, &signature, body.as_bytes()).await.unwrap_err();
        assert!(matches!(refused, Error::App(AppError::Forbidden)), "{refused}");
    }
    assert_eq!((scene.tier().await.as_str(), scene.count("select count(*) from stripe_events").await), ("free", 0));
}
