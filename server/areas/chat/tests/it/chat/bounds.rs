//! Limits on concurrent answers and on their total cost.

use std::time::Duration;

use chat_domain::Sent;
use domain::{AppError, Role};
use futures::future::join_all;
use runs_domain::RunStatus;
use server_core::{Caller, Error};
use testkit::TestBackend;

use super::support::*;

/// An answer that takes longer than any of these tests.
const LONG: &str = "[[slow:400]] and on it goes";

/// Every caller sends `each` messages at the same time.
async fn send_at_once(scene: &Scene, callers: &[Caller], each: usize) -> (Vec<Sent>, Vec<Error>) {
    let sends =
        callers.iter().flat_map(|caller| (0..each).map(|_| chat_area::send(&scene.test, caller, message(LONG))));
    let (mut sent, mut refused) = (Vec::new(), Vec::new());
    for result in join_all(sends).await {
        match result {
            Ok(one) => sent.push(one),
            Err(error) => refused.push(error),
        }
    }
    (sent, refused)
}

async fn people(scene: &Scene, number: usize) -> Vec<Caller> {
    let mut callers = Vec::new();
    for number in 0..number {
        let person = scene.test.person(&scene.acme, Role::Member, &format!("mia{number}")).await;
        callers.push(scene.test.caller(&person).await);
    }
    callers
}

async fn run(scene: &Scene, sql: &'static str) {
    sqlx::query(sql).execute(&scene.test.database.owner).await.unwrap();
}

async fn count(scene: &Scene, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(&scene.test.database.owner).await.unwrap()
}

/// The text of a refusal, which asks to wait and not to get help.
fn words(error: &Error) -> String {
    match error {
        Error::App(error @ (AppError::Conflict { .. } | AppError::Quota { .. } | AppError::Unavailable { .. })) => {
            error.to_string()
        }
        other => panic!("{other}"),
    }
}

/// Ends every running run.
async fn end_all(test: &TestBackend) {
    runs_area::drain(test, Duration::ZERO).await;
    test.settle().await;
}

#[tokio::test]
async fn of_forty_messages_that_one_person_sends_at_once_three_are_answered() {
    let scene = scene().await;
    let (sent, refused) = send_at_once(&scene, &[scene.caller], 40).await;
    assert_eq!((sent.len(), refused.len()), (3, 37));
    for error in &refused {
        let words = words(error);
        assert!(words.contains("3 answers running") && words.contains("Stop one"), "{words}");
    }
    assert_eq!(count(&scene, "select count(*) from messages").await, 6, "nothing of a refused message is stored");
    assert_eq!(count(&scene, "select count(*) from conversations").await, 3);
    chat_area::stop(&scene.test, &scene.caller, run_of(&sent[0])).await.unwrap();
    read_to_end(&scene.test, &scene.caller, run_of(&sent[0]), None).await;
    let (again, refused) = send_at_once(&scene, &[scene.caller], 5).await;
    assert_eq!((again.len(), refused.len()), (1, 4), "one that is stopped makes room for one");
    end_all(&scene.test).await;
    let (again, _) = send_at_once(&scene, &[scene.caller], 5).await;
    assert_eq!(again.len(), 3, "and so do those that were interrupted");
    end_all(&scene.test).await;
}

#[tokio::test]
async fn an_organisation_has_as_many_answers_at_once_as_its_plan_allows_and_others_have_their_own() {
    let scene = scene().await;
    let people = people(&scene, 8).await;
    let (sent, refused) = send_at_once(&scene, &people, 3).await;
    assert_eq!((sent.len(), refused.len()), (8, 16));
    let told = words(&refused[0]);
    assert!(told.contains("8 answers running") && told.contains("Free"), "{told}");
    let bravo = scene.test.organization("bravo").await;
    let oscar = scene.test.caller(&scene.test.person(&bravo, Role::Owner, "oscar").await).await;
    let (own, refused) = send_at_once(&scene, &[oscar], 4).await;
    assert_eq!((own.len(), refused.len()), (3, 1), "another organisation's answers are its own");
    end_all(&scene.test).await;
    run(&scene, "update organizations set tier = 'pro' where slug = 'acme'").await;
    run(&scene, "update plans set answers_at_once = 11, answers_at_once_each = 2 where key = 'pro'").await;
    let (sent, refused) = send_at_once(&scene, &people, 3).await;
    assert_eq!((sent.len(), refused.len()), (11, 13));
    end_all(&scene.test).await;
}

#[tokio::test]
async fn answers_of_another_process_count_and_those_of_a_dead_one_do_once_it_is_found_dead() {
    let scene = scene().await;
    let other = scene.test.another(options(&scene.model)).await;
    for _ in 0..2 {
        chat_area::send(&other, &scene.caller, message(LONG)).await.unwrap();
    }
    let (sent, refused) = send_at_once(&scene, &[scene.caller], 5).await;
    assert_eq!((sent.len(), refused.len()), (1, 4));
    end_all(&scene.test).await;
    run(&scene, "update runs set instance_id = 1 where status = 'streaming'").await;
    assert_eq!(runs_area::heal(&scene.test).await.unwrap(), 2);
    let (sent, _) = send_at_once(&scene, &[scene.caller], 5).await;
    assert_eq!(sent.len(), 3);
    end_all(&scene.test).await;
    runs_area::drain(&other, Duration::ZERO).await;
    other.tasks.close();
    other.tasks.wait().await;
}

#[tokio::test]
async fn writing_an_answer_again_obeys_the_same_bound_and_leaves_the_old_one_in_place() {
    let scene = scene().await;
    let failed = chat_area::send(&scene.test, &scene.caller, message("[[cut]] x")).await.unwrap();
    scene.test.settle().await;
    let (sent, _) = send_at_once(&scene, &[scene.caller], 4).await;
    assert_eq!(sent.len(), 3);
    let refused = chat_area::retry(&scene.test, &scene.caller, run_of(&failed)).await.unwrap_err();
    assert!(words(&refused).contains("3 answers running"), "{refused}");
    let messages = stored(&scene, failed.conversation).await.transcript.messages;
    assert_eq!((messages.len(), messages[1].id), (2, failed.answer.id));
    end_all(&scene.test).await;
    chat_area::retry(&scene.test, &scene.caller, run_of(&failed)).await.unwrap();
    end_all(&scene.test).await;
}

#[tokio::test]
async fn a_repeat_of_a_message_finds_the_first_one_however_many_answers_run() {
    let scene = scene().await;
    let form = chat_domain::NewMessage { client_id: uuid::Uuid::now_v7().to_string(), ..message(LONG) };
    let first = chat_area::send(&scene.test, &scene.caller, form.clone()).await.unwrap();
    send_at_once(&scene, &[scene.caller], 3).await;
    let again = chat_area::send(&scene.test, &scene.caller, form).await.unwrap();
    assert_eq!(again.question.id, first.question.id);
    end_all(&scene.test).await;
}

#[tokio::test]
async fn a_process_that_writes_as_many_answers_as_it_can_says_so() {
    let mut scene = scene().await;
    scene.test = TestBackend::with(testkit::TestOptions { most_runs: Some(2), ..options(&scene.model) }).await;
    scene.acme = scene.test.organization("acme").await;
    let people = people(&scene, 3).await;
    let (sent, refused) = send_at_once(&scene, &people, 2).await;
    assert_eq!((sent.len(), refused.len()), (2, 4));
    assert!(words(&refused[0]).contains("as many answers as it can"), "{}", refused[0]);
    end_all(&scene.test).await;
    let (sent, _) = send_at_once(&scene, &people[..1], 3).await;
    assert_eq!(sent.len(), 2);
    end_all(&scene.test).await;
}

/// A model so expensive that the longest answer takes the whole budget of a month.
async fn expensive(scene: &Scene) {
    run(scene, "update model_prices set input_cents_per_million = 0, output_cents_per_million = 1000000").await;
    run(scene, "update agents set max_tokens = 1000").await;
    run(scene, "update plans set ai_budget_cents = 1000, answers_at_once_each = 50, answers_at_once = 50").await;
}

const RESERVED: &str = "select coalesce(sum(reserved_microcents), 0)::bigint from runs where status = 'streaming'";

#[tokio::test]
async fn of_ten_answers_at_once_one_runs_when_the_budget_is_for_one() {
    let scene = scene().await;
    expensive(&scene).await;
    let (sent, refused) = send_at_once(&scene, &[scene.caller], 10).await;
    assert_eq!((sent.len(), refused.len()), (1, 9));
    let told = words(&refused[0]);
    assert!(told.contains("set aside") && told.contains("Free") && told.contains("$10"), "{told}");
    assert_eq!(count(&scene, RESERVED).await, 1_000_000_000);
    end_all(&scene.test).await;
    assert_eq!(count(&scene, RESERVED).await, 0, "what was not used is free again");
    let (sent, _) = send_at_once(&scene, &[scene.caller], 3).await;
    assert_eq!(sent.len(), 1);
    run(&scene, "update runs set instance_id = 1 where status = 'streaming'").await;
    assert_eq!(runs_area::heal(&scene.test).await.unwrap(), 1);
    assert_eq!(count(&scene, RESERVED).await, 0, "a run that is healed sets nothing aside any more");
    end_all(&scene.test).await;
}

#[tokio::test]
async fn as_many_answers_run_as_fit_into_the_budget_together() {
    let scene = scene().await;
    expensive(&scene).await;
    run(&scene, "update plans set ai_budget_cents = 3500").await;
    let (sent, refused) = send_at_once(&scene, &[scene.caller], 10).await;
    assert_eq!((sent.len(), refused.len()), (3, 7));
    end_all(&scene.test).await;
    run(&scene, "update plans set ai_budget_cents = null").await;
    let (sent, _) = send_at_once(&scene, &[scene.caller], 6).await;
    assert_eq!(sent.len(), 6, "without a limit nothing is refused");
    end_all(&scene.test).await;
}

#[tokio::test]
async fn a_long_conversation_sets_more_aside_than_a_short_one() {
    let scene = scene().await;
    expensive(&scene).await;
    run(&scene, "update model_prices set input_cents_per_million = 1000000, output_cents_per_million = 0").await;
    let short = chat_area::send(&scene.test, &scene.caller, message("Hello")).await.unwrap();
    let (_, end) = read_to_end(&scene.test, &scene.caller, run_of(&short), None).await;
    assert_eq!(status_of(&end), RunStatus::Completed);
    scene.test.settle().await;
    let few = count(&scene, "select max(reserved_microcents) from runs").await;
    chat_area::send(&scene.test, &scene.caller, reply(&short, &"日本語 ".repeat(1_000))).await.unwrap();
    scene.test.settle().await;
    let many = count(&scene, "select max(reserved_microcents) from runs").await;
    assert!(many > 3_000 * 1_000_000 && few < 100 * 1_000_000, "{few} {many}");
    let short_of = "select count(*) from runs where cost_microcents > reserved_microcents";
    assert_eq!(count(&scene, short_of).await, 0, "what is set aside is enough");
}
