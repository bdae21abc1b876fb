//! Plans, their limits, and what an owner sees of them.

use chat_domain::NewMessage;
use domain::{AppError, Role};
use god_domain::{ChangeTier, EditPlan, PlanView};
use organization_area::billing;
use server_core::Error;

use crate::god::support::{Scene, scene};

async fn plan(scene: &Scene, key: &str) -> PlanView {
    let plans = god_area::plans(&scene.test, &scene.god).await.unwrap();
    plans.into_iter().find(|plan| plan.key == key).unwrap()
}

async fn edit(scene: &Scene, key: &str, change: impl FnOnce(&mut EditPlan)) -> Result<(), Error> {
    let mut form = plan(scene, key).await.form();
    change(&mut form);
    god_area::edit_plan(&scene.test, &scene.god, form).await
}

#[tokio::test]
async fn a_new_price_is_for_those_who_come_to_the_plan_from_now_on() {
    let scene = scene().await;
    let early = ChangeTier { organization: scene.owner.org(), tier: "pro".to_owned() };
    god_area::change_tier(&scene.test, &scene.god, early).await.unwrap();
    edit(&scene, "pro", |form| "149.50".clone_into(&mut form.price)).await.unwrap();
    let bravo = scene.test.organization("bravo").await;
    god_area::change_tier(&scene.test, &scene.god, ChangeTier { organization: bravo.id, tier: "pro".to_owned() })
        .await
        .unwrap();
    let mrr = |lines: Vec<god_domain::OrganizationRow>| lines[0].mrr_cents;
    assert_eq!(mrr(scene.find("acme").await), 9_900);
    assert_eq!(mrr(scene.find("bravo").await), 14_950);
    assert_eq!(plan(&scene, "pro").await.organizations, 2);
}

#[tokio::test]
async fn two_who_edit_a_plan_at_once_do_not_overwrite_each_other() {
    let scene = scene().await;
    let form = plan(&scene, "free").await.form();
    god_area::edit_plan(&scene.test, &scene.god, EditPlan { seats: "7".to_owned(), ..form.clone() }).await.unwrap();
    let stale =
        god_area::edit_plan(&scene.test, &scene.god, EditPlan { seats: "9".to_owned(), ..form }).await.unwrap_err();
    assert!(matches!(stale, Error::App(AppError::Invalid(_))), "{stale}");
    assert_eq!(plan(&scene, "free").await.seats, Some(7));
    let wrong = edit(&scene, "free", |form| "lots".clone_into(&mut form.seats)).await.unwrap_err();
    let Error::App(AppError::Invalid(fields)) = wrong else { panic!("{wrong}") };
    assert!(fields.get("seats").is_some());
}

#[tokio::test]
async fn a_used_up_ai_budget_stops_the_message_before_a_model_is_asked() {
    let scene = scene().await;
    let bravo = scene.test.organization("bravo").await;
    let oscar = scene.test.caller(&scene.test.person(&bravo, Role::Owner, "oscar").await).await;
    // One cent: an answer costs more, but that is known only after the first one.
    edit(&scene, "free", |form| "0.01".clone_into(&mut form.ai_budget)).await.unwrap();
    sqlx::query("update model_prices set input_cents_per_million = 1000000, output_cents_per_million = 1000000")
        .execute(&scene.test.database.owner)
        .await
        .unwrap();
    scene.say(&scene.owner, "Hello").await;
    let message = || NewMessage { text: "Again".to_owned(), ..NewMessage::default() };
    let refused = chat_area::send(&scene.test, &scene.member, message()).await.unwrap_err();
    let Error::App(AppError::Quota { message: words }) = refused else { panic!("{refused}") };
    assert!(words.contains("Free") && words.contains("$0.01"), "{words}");
    assert_eq!(scene.number("select count(*) from messages").await, 2, "nothing of the refused message is stored");
    chat_area::send(&scene.test, &oscar, message()).await.expect("another organisation's budget is its own");
    scene.test.settle().await;
    scene.acme_counted().await;
    assert!(chat_area::send(&scene.test, &scene.member, message()).await.is_err(), "folding changes nothing of it");
    scene.test.advance(chrono::Duration::days(31));
    chat_area::send(&scene.test, &scene.member, message()).await.expect("a new month begins anew");
    scene.test.settle().await;
}

#[tokio::test]
async fn an_owner_sees_plan_and_usage_and_nobody_below() {
    let scene = scene().await;
    scene.say(&scene.member, "Hello").await;
    let seen = billing::plan(&scene.test, &scene.owner).await.unwrap();
    assert_eq!((seen.name.as_str(), seen.price_cents, seen.can_pay), ("Free", 0, false));
    assert_eq!((seen.seats.used, seen.seats.limit), (2, Some(5)));
    assert!(seen.ai.used > 0, "what is not folded yet counts too");
    assert_eq!(seen.offers.iter().filter(|offer| offer.is_current).count(), 1);
    assert_eq!(seen.history.len(), 1);
    let refused = billing::plan(&scene.test, &scene.member).await.unwrap_err();
    assert!(matches!(refused, Error::App(AppError::Forbidden)));
}
