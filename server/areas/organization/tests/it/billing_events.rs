//! The payment service's events, in whatever order and shape they come.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

use god_domain::ChangeTier;
use serde_json::{Value, json};

use crate::billing::{DELETED, Scene, UPDATED, scene};

const COMPLETED: &str = "checkout.session.completed";

/// The metadata of a subscription of Acme's to the plan "pro".
fn metadata(scene: &Scene) -> Value {
    json!({ "organization": scene.owner.org().to_string(), "plan": "pro" })
}

/// A subscription of Acme's, as events carry it.
fn subscription(scene: &Scene, status: &str) -> Value {
    json!({ "id": "sub_1", "customer": "cus_1", "status": status, "metadata": metadata(scene) })
}

/// The same with the price of its one item.
fn priced(scene: &Scene, cents: i64) -> Value {
    let mut object = subscription(scene, "active");
    let month = json!({ "interval": "month", "interval_count": 1 });
    let price = json!({ "id": "price_1", "unit_amount": cents, "currency": "usd", "recurring": month });
    let items = json!({ "object": "list", "data": [{ "id": "si_1", "price": price }] });
    object.as_object_mut().unwrap().insert("items".to_owned(), items);
    object
}

/// A session on the payment service's page.
fn session(scene: &Scene, payment_status: &str) -> Value {
    json!({ "id": "cs_1", "customer": "cus_1", "subscription": "sub_1", "status": "complete", "mode": "subscription",
            "payment_status": payment_status, "metadata": metadata(scene) })
}

/// Receives an event from `second` seconds after the scene began, under an id of its own; returns Acme's tier.
async fn told(scene: &Scene, kind: &str, object: Value, second: i64) -> String {
    let id = format!("evt_{}", uuid::Uuid::now_v7());
    let created = scene.test.clock.now().timestamp() + second;
    let event = json!({ "id": id, "object": "event", "type": kind, "created": created, "livemode": false,
                        "data": { "object": object } });
    scene.hear(&event.to_string()).await.unwrap();
    scene.tier().await
}

async fn stands(scene: &Scene, status: &str, second: i64) -> String {
    told(scene, UPDATED, subscription(scene, status), second).await
}

#[tokio::test]
async fn what_has_ended_stays_ended_in_whatever_order_its_second_is_told() {
    for order in [["active", "deleted"], ["deleted", "active"]] {
        for end in ["deleted", "canceled", "incomplete_expired"] {
            let scene = scene().await;
            assert_eq!(stands(&scene, "active", 0).await, "pro");
            for what in order {
                match (what, end) {
                    ("active", _) => stands(&scene, "active", 5).await,
                    (_, "deleted") => told(&scene, DELETED, subscription(&scene, "canceled"), 5).await,
                    (_, status) => stands(&scene, status, 5).await,
                };
            }
            assert_eq!(scene.tier().await, "free", "{order:?} {end}");
            for late in [3, 5, 9, 100] {
                assert_eq!(stands(&scene, "active", late).await, "free");
                assert_eq!(told(&scene, COMPLETED, session(&scene, "paid"), late).await, "free");
            }
        }
    }
}

#[tokio::test]
async fn an_end_that_is_told_first_or_last_is_the_end() {
    let scene = scene().await;
    assert_eq!(told(&scene, DELETED, subscription(&scene, "canceled"), 9).await, "free");
    assert_eq!(told(&scene, COMPLETED, session(&scene, "paid"), 1).await, "free");
    assert_eq!(stands(&scene, "active", 2).await, "free");

    let scene = self::scene().await;
    assert_eq!(stands(&scene, "active", 9).await, "pro");
    assert_eq!(told(&scene, DELETED, subscription(&scene, "active"), 4).await, "free", "whatever its time and status");
    assert_eq!(scene.pay("evt_next", ("sub_2", 1)).await, "pro", "another subscription is another matter");
}

#[tokio::test]
async fn a_session_that_is_not_paid_grants_nothing_until_the_money_has_come() {
    let invoice = |scene: &Scene| {
        json!({ "id": "in_1", "customer": "cus_1", "status": "paid", "parent": { "type": "subscription_details",
                "subscription_details": { "subscription": "sub_1", "metadata": metadata(scene) } } })
    };
    for comes in 0..3 {
        let scene = scene().await;
        assert_eq!(told(&scene, COMPLETED, session(&scene, "unpaid"), 0).await, "free");
        assert_eq!(told(&scene, "customer.subscription.created", subscription(&scene, "incomplete"), 0).await, "free");
        assert_eq!(told(&scene, "invoice.payment_failed", invoice(&scene), 1).await, "free");
        let tier = match comes {
            0 => told(&scene, "checkout.session.async_payment_succeeded", session(&scene, "paid"), 2).await,
            1 => told(&scene, "invoice.paid", invoice(&scene), 2).await,
            _ => stands(&scene, "active", 2).await,
        };
        assert_eq!(tier, "pro", "{comes}");
        assert_eq!(told(&scene, "customer.subscription.created", subscription(&scene, "incomplete"), 0).await, "pro");
    }
    let scene = scene().await;
    told(&scene, COMPLETED, session(&scene, "unpaid"), 0).await;
    assert_eq!(told(&scene, "checkout.session.async_payment_failed", session(&scene, "unpaid"), 5).await, "free");
    assert_eq!(stands(&scene, "incomplete_expired", 9).await, "free");
}

#[tokio::test]
async fn a_plan_rests_while_nobody_pays_and_comes_back_with_the_payment() {
    for rest in ["paused", "unpaid"] {
        let scene = scene().await;
        assert_eq!(stands(&scene, "active", 0).await, "pro");
        assert_eq!(stands(&scene, "past_due", 1).await, "pro", "while the payment is still tried");
        assert_eq!(stands(&scene, rest, 2).await, "free", "{rest}");
        assert_eq!(stands(&scene, "active", 2).await, "free", "of one second what takes away");
        assert_eq!(stands(&scene, "active", 1).await, "free", "what is older says nothing new");
        assert_eq!(told(&scene, COMPLETED, session(&scene, "paid"), 3).await, "free", "that was paid before");
        assert_eq!(told(&scene, "customer.subscription.resumed", subscription(&scene, "active"), 4).await, "pro");
        assert_eq!(told(&scene, "customer.subscription.paused", subscription(&scene, "paused"), 5).await, "free");
        assert_eq!(told(&scene, DELETED, subscription(&scene, "canceled"), 6).await, "free");
        assert_eq!(stands(&scene, "active", 7).await, "free");
        scene.run_jobs().await;
        assert!(scene.service.cancelled().is_empty(), "nothing of it is ended by us");
    }
}

#[tokio::test]
async fn what_rests_does_not_come_back_over_what_was_bought_since() {
    let scene = scene().await;
    stands(&scene, "active", 0).await;
    stands(&scene, "paused", 60).await;
    assert_eq!(scene.pay("evt_next", ("sub_2", 2)).await, "pro");
    assert_eq!(stands(&scene, "active", 180).await, "pro");
    scene.run_jobs().await;
    assert_eq!(scene.service.cancelled(), ["sub_1"], "nobody pays twice");
    assert_eq!(scene.count("select count(*) from billing_accounts where subscription = 'sub_2'").await, 1);
}

#[tokio::test]
async fn a_switch_of_plan_is_followed_by_its_price_its_name_or_its_metadata() {
    let scene = scene().await;
    scene.pay("evt_paid", ("sub_1", 0)).await;
    assert_eq!(told(&scene, UPDATED, priced(&scene, 49_900), 1).await, "enterprise", "no price was told before");
    assert_eq!(told(&scene, UPDATED, priced(&scene, 9_900), 2).await, "pro");
    assert_eq!(told(&scene, UPDATED, priced(&scene, 49_900), 1).await, "pro", "old news");
    assert_eq!(told(&scene, UPDATED, priced(&scene, 12_345), 3).await, "pro", "a price that is no plan's");
    let mut named = priced(&scene, 12_345);
    named["items"]["data"][0]["price"]["lookup_key"] = json!("enterprise");
    assert_eq!(told(&scene, UPDATED, named, 4).await, "enterprise");
    assert_eq!(told(&scene, UPDATED, priced(&scene, 54_321), 4).await, "enterprise", "a discount is no switch");
    let mut renamed = priced(&scene, 49_900);
    renamed["metadata"]["plan"] = json!("enterprise");
    assert_eq!(told(&scene, UPDATED, renamed.clone(), 5).await, "enterprise");
    renamed["metadata"]["plan"] = json!("pro");
    assert_eq!(told(&scene, UPDATED, renamed.clone(), 6).await, "pro", "somebody has said so");
    renamed["metadata"]["plan"] = json!("plan_of_old");
    assert_eq!(told(&scene, UPDATED, renamed, 7).await, "enterprise", "what is no plan says nothing");
    let mut yearly = priced(&scene, 9_900);
    yearly["items"]["data"][0]["price"]["recurring"]["interval"] = json!("year");
    assert_eq!(told(&scene, UPDATED, yearly, 8).await, "pro", "somebody has said so again");
    let changes = "select count(*) from audit_events where action = 'organization.tier'";
    assert!(scene.count(changes).await >= 6, "each switch is in the log");
}

#[tokio::test]
async fn a_renewal_at_the_old_price_moves_nobody_whatever_the_operator_changed() {
    let scene = scene().await;
    assert_eq!(told(&scene, UPDATED, priced(&scene, 9_900), 0).await, "pro");
    scene.sql("update plans set price_cents = 12900 where key = 'pro'").await;
    scene.sql("update plans set price_cents = 9900 where key = 'enterprise'").await;
    assert_eq!(told(&scene, UPDATED, priced(&scene, 9_900), 1).await, "pro");
    let form = ChangeTier { organization: scene.owner.org(), tier: "free".to_owned() };
    god_area::change_tier(&scene.test, &scene.god().await, form).await.unwrap();
    assert_eq!(told(&scene, UPDATED, priced(&scene, 9_900), 2).await, "free");
    assert_eq!(told(&scene, UPDATED, priced(&scene, 12_900), 3).await, "free", "the same plan at another price");
}

#[tokio::test]
async fn every_order_of_the_same_events_ends_the_same() {
    let steps = |scene: &Scene| {
        [
            ("customer.subscription.created", subscription(scene, "incomplete"), 0),
            (COMPLETED, session(scene, "paid"), 1),
            (UPDATED, priced(scene, 9_900), 1),
            (UPDATED, priced(scene, 49_900), 3),
            (UPDATED, subscription(scene, "unpaid"), 4),
            (UPDATED, priced(scene, 49_900), 6),
        ]
    };
    let scene = scene().await;
    // Every rotation, forwards and backwards: each event comes first, last and in between.
    for start in 0..6 {
        for backwards in [false, true] {
            let mut order = steps(&scene);
            order.rotate_left(start);
            if backwards {
                order.reverse();
            }
            for (kind, object, second) in order {
                told(&scene, kind, object, second).await;
            }
            assert_eq!(scene.tier().await, "enterprise", "from {start}, backwards: {backwards}");
            scene.sql("delete from stripe_subscriptions").await;
            scene.sql("update billing_accounts set subscription = null").await;
            scene.sql("update organizations set tier = 'free' where slug = 'acme'").await;
        }
    }
}

#[tokio::test]
async fn odd_events_are_taken_and_change_nothing() {
    let scene = scene().await;
    let bravo = scene.test.organization("bravo").await;
    scene.pay("evt_paid", ("sub_1", 0)).await;
    let mut foreign = subscription(&scene, "active");
    foreign["metadata"]["organization"] = json!(uuid::Uuid::nil().to_string());
    told(&scene, UPDATED, foreign, 1).await;
    // A customer and a subscription of Acme's in an event that names Bravo.
    let mut stray = subscription(&scene, "active");
    stray["metadata"]["organization"] = json!(bravo.id.to_string());
    told(&scene, UPDATED, stray.clone(), 2).await;
    stray["id"] = json!("sub_9");
    told(&scene, UPDATED, stray, 3).await;
    for (field, value) in [
        ("customer", json!(null)),
        ("customer", json!("cus\u{0}")),
        ("id", json!(["sub_1"])),
        ("status", json!({ "now": "canceled" })),
        ("status", json!("status_of_tomorrow")),
        ("metadata", json!([])),
        ("metadata", json!({ "organization": "not an id", "plan": "pro" })),
    ] {
        let mut odd = subscription(&scene, "canceled");
        odd[field] = value;
        assert_eq!(told(&scene, UPDATED, odd, 4).await, "pro", "{field}");
    }
    let id = json!("x".repeat(5_000));
    for body in [
        json!({ "id": id, "type": UPDATED, "created": 1, "data": { "object": subscription(&scene, "canceled") } }),
        json!({ "id": "evt_1", "type": UPDATED, "created": i64::MAX, "data": { "object": null } }),
        json!({ "id": "evt_2", "type": 7, "created": -8_334_601_228_800_i64, "data": { "object": {} } }),
        json!({ "id": "evt_3" }),
        json!(null),
    ] {
        scene.hear(&body.to_string()).await.unwrap();
    }
    assert_eq!(scene.tier().await, "pro");
    assert_eq!(scene.count("select count(*) from organizations where slug = 'bravo' and tier = 'free'").await, 1);
}

#[tokio::test]
async fn an_event_from_another_age_does_not_drown_what_comes_next() {
    let scene = scene().await;
    assert_eq!(stands(&scene, "active", 400_000_000).await, "pro");
    assert_eq!(stands(&scene, "unpaid", 5).await, "free");
}
