//! Counters are updated while people write, and are right however they are read.

use chrono::Duration;
use server_core::usage;

use crate::god::support::scene;

#[tokio::test]
async fn what_people_write_is_counted_for_thirty_days_and_then_only_remembered() {
    let scene = scene().await;
    scene.say(&scene.owner, "Hello").await;
    scene.say(&scene.member, "Hello again").await;
    let line = scene.acme_counted().await;
    assert_eq!((line.conversations, line.messages, line.members), (2, 4, 2));
    assert!(line.cost_microcents > 0 && line.last_activity.is_some());
    scene.test.advance(Duration::days(31));
    let line = scene.acme_counted().await;
    assert_eq!((line.conversations, line.messages, line.cost_microcents), (0, 0, 0));
    assert_eq!(scene.number("select messages from organization_counters").await, 4);
}

#[tokio::test]
async fn every_entry_is_folded_once_however_many_fold() {
    let scene = scene().await;
    for _ in 0..5 {
        scene.say(&scene.owner, "Hello").await;
    }
    let another = scene.test.another(testkit::TestOptions::default()).await;
    let (first, second, third) =
        tokio::join!(usage::fold(&scene.test), usage::fold(&another), usage::fold(&scene.test));
    let folded = first.unwrap() + second.unwrap() + third.unwrap() + usage::fold(&scene.test).await.unwrap();
    assert_eq!(folded, 10);
    assert_eq!(usage::fold(&scene.test).await.unwrap(), 0);
    let stored = scene.number("select count(*) from messages").await;
    assert_eq!(stored, 10);
    assert_eq!(scene.number("select messages from organization_counters").await, stored);
    assert_eq!(scene.number("select sum(messages)::bigint from organization_days").await, stored);
    assert_eq!(scene.number("select sum(messages)::bigint from platform_days").await, stored);
}

#[tokio::test]
async fn a_person_is_active_once_a_day() {
    let scene = scene().await;
    scene.say(&scene.owner, "Morning").await;
    usage::fold(&scene.test).await.unwrap();
    scene.say(&scene.owner, "Noon").await;
    scene.say(&scene.member, "Noon").await;
    usage::fold(&scene.test).await.unwrap();
    assert_eq!(scene.number("select sum(active_members)::bigint from organization_days").await, 2);
    scene.test.advance(Duration::days(1));
    scene.say(&scene.owner, "Next day").await;
    usage::fold(&scene.test).await.unwrap();
    assert_eq!(scene.number("select sum(active_members)::bigint from organization_days").await, 3);
    assert_eq!(scene.number("select sum(active_members)::bigint from platform_days").await, 3);
    scene.test.advance(Duration::days(10));
    usage::purge(&scene.test).await.unwrap();
    assert_eq!(scene.number("select count(*) from active_members").await, 0);
}

#[tokio::test]
async fn an_answer_costs_what_its_model_costs_and_a_refused_one_nothing() {
    let scene = scene().await;
    scene.say(&scene.owner, "[[fail-401]] Hello").await;
    assert_eq!(scene.acme_counted().await.cost_microcents, 0);
    scene.say(&scene.owner, "Hello").await;
    let cost = scene.acme_counted().await.cost_microcents;
    let priced = scene
        .number("select 25 * input_tokens::bigint + 200 * output_tokens from runs where status = 'completed'")
        .await;
    assert_eq!(cost, priced);
    assert_eq!(scene.number("select sum(cost_microcents)::bigint from runs").await, cost);
}

#[tokio::test]
async fn the_embedded_model_is_free_and_an_unknown_one_is_not() {
    let scene = scene().await;
    let cost = async |model: &str| {
        sqlx::query_scalar::<_, i64>("select app.model_cost($1, 1000000, 1000000)")
            .bind(model)
            .fetch_one(&scene.test.database.owner)
            .await
            .unwrap()
    };
    assert_eq!(cost("local/smollm2-135m-instruct").await, 0);
    assert_eq!(cost("openai/gpt-5-mini").await, 225_000_000);
    assert_eq!(cost("anthropic/claude-haiku-4-5").await, 600_000_000);
    assert_eq!(cost("anthropic/claude-next").await, 3_000_000_000);
    assert_eq!(cost("somebody/new").await, 1_800_000_000);
}

#[tokio::test]
async fn counting_from_scratch_gives_what_was_folded() {
    let scene = scene().await;
    scene.say(&scene.owner, "One").await;
    scene.say(&scene.member, "Two").await;
    let folded = scene.acme_counted().await;
    sqlx::query("select app.count_usage($1)")
        .bind(scene.test.clock.now())
        .execute(&scene.test.database.owner)
        .await
        .unwrap();
    let counted = scene.find("acme").await.pop().unwrap();
    assert_eq!(
        (counted.conversations, counted.messages, counted.cost_microcents, counted.members),
        (folded.conversations, folded.messages, folded.cost_microcents, folded.members)
    );
    assert_eq!(scene.number("select sum(active_members)::bigint from organization_days").await, 2);
}
