//! Conversations and runs on a real database, with a model server that plays every fault.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on must fail loudly"
)]

use std::time::Duration;

use backend::{Backend, Caller, Error, chat};
use domain::chat::{
    Author, ConversationQuery, ConversationView, NewMessage, RenameConversation, RunFrame, RunStatus, Sent,
    TranscriptQuery,
};
use domain::ids::{ConversationId, RunId};
use domain::{AppError, Role};
use futures::StreamExt;
use llm::{Endpoint, Provider, Timeouts};
use stand_ins::OpenAiStandIn;
use testkit::{TestBackend, TestOptions, TestOrganization, TestPerson};
use uuid::Uuid;

struct Scene {
    test: TestBackend,
    model: OpenAiStandIn,
    acme: TestOrganization,
    olivia: TestPerson,
    caller: Caller,
}

fn options(model: &OpenAiStandIn) -> TestOptions {
    let endpoint = Endpoint {
        provider: Provider::OpenAi,
        base_url: model.base_url().to_owned(),
        api_key: OpenAiStandIn::API_KEY.into(),
        models: vec!["gpt-test".to_owned()],
    };
    let timeouts = Timeouts {
        connect: Duration::from_secs(2),
        first_token: Duration::from_millis(800),
        idle: Duration::from_millis(500),
    };
    TestOptions { endpoints: vec![endpoint], timeouts: Some(timeouts), ..TestOptions::default() }
}

async fn scene() -> Scene {
    let model = OpenAiStandIn::start().await.unwrap();
    let test = TestBackend::with(options(&model)).await;
    let acme = test.organization("acme").await;
    let olivia = test.person(&acme, Role::Owner, "olivia").await;
    let caller = test.caller(&olivia).await;
    Scene { test, model, acme, olivia, caller }
}

fn message(text: &str) -> NewMessage {
    NewMessage { text: text.to_owned(), ..NewMessage::default() }
}

fn reply(sent: &Sent, text: &str) -> NewMessage {
    NewMessage { conversation: sent.conversation.to_string(), text: text.to_owned(), ..NewMessage::default() }
}

fn run_of(sent: &Sent) -> RunId {
    sent.answer.run.as_ref().unwrap().id
}

/// Follows the run to its end and gives the blocks a reader then holds, with the last frame.
async fn read_to_end(backend: &Backend, caller: &Caller, run: RunId, after: Option<i32>) -> (Vec<String>, RunFrame) {
    let mut held: Vec<String> = Vec::new();
    let mut frames = chat::follow(backend, caller, run, after).await.unwrap().expect("there is more to come");
    let reading = async {
        while let Some((_, frame)) = frames.next().await {
            match frame {
                RunFrame::Blocks { from, blocks } => {
                    held.truncate(from);
                    held.extend(blocks);
                }
                end @ RunFrame::End { .. } => return end,
            }
        }
        panic!("the stream ended without an end");
    };
    let end = tokio::time::timeout(Duration::from_secs(30), reading).await.expect("the run ends");
    (held, end)
}

fn status_of(end: &RunFrame) -> RunStatus {
    match end {
        RunFrame::End { run, .. } => run.status,
        RunFrame::Blocks { .. } => panic!("not an end"),
    }
}

async fn stored(scene: &Scene, conversation: ConversationId) -> ConversationView {
    chat::view(&scene.test, &scene.caller, conversation).await.unwrap()
}

#[tokio::test]
async fn a_message_gets_an_answer_that_is_the_same_live_and_stored() {
    let scene = scene().await;
    let sent = chat::send(&scene.test, &scene.caller, message("Give me three ideas")).await.unwrap();
    assert_eq!(sent.question.author, Author::Person);
    let (live, end) = read_to_end(&scene.test, &scene.caller, run_of(&sent), None).await;
    assert_eq!(status_of(&end), RunStatus::Completed);
    let view = stored(&scene, sent.conversation).await;
    let answer = view.transcript.messages.last().unwrap();
    assert_eq!(answer.blocks, live);
    assert!(answer.blocks.len() > 2 && answer.text.len() > 50, "{}", answer.text);
    let run = answer.run.as_ref().unwrap();
    assert!(run.input_tokens.unwrap() > 0 && run.output_tokens.unwrap() > 0 && !run.tokens_estimated);
}

#[tokio::test]
async fn the_model_sees_the_prompt_and_the_conversation_in_order() {
    let scene = scene().await;
    let sent = chat::send(&scene.test, &scene.caller, message("First question")).await.unwrap();
    read_to_end(&scene.test, &scene.caller, run_of(&sent), None).await;
    let second = chat::send(&scene.test, &scene.caller, reply(&sent, "Second question")).await.unwrap();
    read_to_end(&scene.test, &scene.caller, run_of(&second), None).await;
    let asked =
        scene.model.requests().into_iter().filter(|request| request.body["messages"].as_array().unwrap().len() == 4);
    let body = asked.into_iter().next_back().expect("a request with the whole conversation").body;
    let roles: Vec<_> =
        body["messages"].as_array().unwrap().iter().map(|turn| turn["role"].as_str().unwrap()).collect();
    assert_eq!(roles, ["system", "user", "assistant", "user"]);
    assert_eq!(body["messages"][3]["content"], "Second question");
}

#[tokio::test]
async fn a_second_reader_who_joins_late_ends_with_the_same_blocks() {
    let scene = scene().await;
    let sent = chat::send(&scene.test, &scene.caller, message("[[slow:5]] tell me more")).await.unwrap();
    let run = run_of(&sent);
    let mut first = chat::follow(&scene.test, &scene.caller, run, None).await.unwrap().unwrap();
    let (seq, _) = first.next().await.unwrap();
    assert!(seq > 0);
    let ((late, _), (from_middle, _)) = tokio::join!(
        read_to_end(&scene.test, &scene.caller, run, None),
        read_to_end(&scene.test, &scene.caller, run, Some(seq)),
    );
    assert_eq!(late, from_middle);
    assert_eq!(late, stored(&scene, sent.conversation).await.transcript.messages.last().unwrap().blocks);
}

#[tokio::test]
async fn what_a_reader_has_seen_is_stored_already() {
    let scene = scene().await;
    let sent = chat::send(&scene.test, &scene.caller, message("[[slow:5]] tell me more")).await.unwrap();
    let mut frames = chat::follow(&scene.test, &scene.caller, run_of(&sent), None).await.unwrap().unwrap();
    for _ in 0..5 {
        let Some((seq, RunFrame::Blocks { .. })) = frames.next().await else { break };
        let last: i32 = sqlx::query_scalar("select max(seq) from run_events where run_id = $1")
            .bind(run_of(&sent).0)
            .fetch_one(&scene.test.database.owner)
            .await
            .unwrap();
        assert!(last >= seq, "shown {seq}, stored {last}");
    }
    chat::stop(&scene.test, &scene.caller, run_of(&sent)).await.unwrap();
    scene.test.settle().await;
}

#[tokio::test]
async fn a_reader_who_has_seen_the_end_is_told_that_nothing_more_comes() {
    let scene = scene().await;
    let sent = chat::send(&scene.test, &scene.caller, message("Hello")).await.unwrap();
    let (_, end) = read_to_end(&scene.test, &scene.caller, run_of(&sent), None).await;
    scene.test.settle().await;
    let RunFrame::End { run, .. } = end else { panic!("not an end") };
    assert!(chat::follow(&scene.test, &scene.caller, run.id, Some(run.seq)).await.unwrap().is_none());
    let (again, _) = read_to_end(&scene.test, &scene.caller, run.id, Some(run.seq - 1)).await;
    assert_eq!(again, stored(&scene, sent.conversation).await.transcript.messages.last().unwrap().blocks);
}

#[tokio::test]
async fn each_fault_of_a_provider_ends_the_run_with_its_own_kind() {
    let scene = scene().await;
    let faults = [
        ("[[fail-401]] x", "unauthorized"),
        ("[[fail-429]] x", "rate_limited"),
        ("[[no-quota]] x", "quota_exhausted"),
        ("[[fail-500]] x", "server"),
        ("[[cut]] x", "interrupted"),
        ("[[silence]] x", "timeout"),
        ("[[hang]] x", "timeout"),
        ("[[context-too-long]] x", "context_too_long"),
    ];
    for (text, kind) in faults {
        let sent = chat::send(&scene.test, &scene.caller, message(text)).await.unwrap();
        let (held, end) = read_to_end(&scene.test, &scene.caller, run_of(&sent), None).await;
        let RunFrame::End { run, text: whole, .. } = end else { panic!("not an end") };
        let problem = run.problem.expect("a failed run says why");
        assert_eq!((run.status, problem.kind.as_str()), (RunStatus::Failed, kind), "{text}");
        assert!(!problem.message.is_empty() && !problem.message.contains(OpenAiStandIn::API_KEY));
        if kind == "rate_limited" {
            assert_eq!(problem.retry_after_seconds, Some(7));
        }
        if text.contains("cut") || text.contains("silence") {
            assert!(!held.is_empty() && !whole.is_empty(), "what had arrived is kept");
        }
    }
}

#[tokio::test]
async fn without_any_model_the_answer_says_so() {
    let test = TestBackend::new().await;
    let acme = test.organization("acme").await;
    let person = test.person(&acme, Role::Member, "mia").await;
    let caller = test.caller(&person).await;
    let sent = chat::send(&test, &caller, message("Hello")).await.unwrap();
    let (_, end) = read_to_end(&test, &caller, run_of(&sent), None).await;
    let RunFrame::End { run, .. } = end else { panic!("not an end") };
    assert_eq!(run.problem.unwrap().kind, "unknown_model");
}

#[tokio::test]
async fn stop_keeps_what_was_written_and_lets_go_of_the_provider() {
    let scene = scene().await;
    let sent = chat::send(&scene.test, &scene.caller, message("[[slow:20]] a long one")).await.unwrap();
    let mut frames = chat::follow(&scene.test, &scene.caller, run_of(&sent), None).await.unwrap().unwrap();
    frames.next().await.unwrap();
    chat::stop(&scene.test, &scene.caller, run_of(&sent)).await.unwrap();
    let (held, end) = read_to_end(&scene.test, &scene.caller, run_of(&sent), None).await;
    assert_eq!(status_of(&end), RunStatus::Stopped);
    assert!(!held.is_empty());
    chat::stop(&scene.test, &scene.caller, run_of(&sent)).await.unwrap();
    scene.test.settle().await;
}

#[tokio::test]
async fn retry_writes_the_last_answer_anew_and_hides_the_old_one() {
    let scene = scene().await;
    let sent = chat::send(&scene.test, &scene.caller, message("[[cut]] x")).await.unwrap();
    read_to_end(&scene.test, &scene.caller, run_of(&sent), None).await;
    scene.test.settle().await;
    let answer = chat::retry(&scene.test, &scene.caller, run_of(&sent)).await.unwrap();
    let run = answer.run.unwrap().id;
    read_to_end(&scene.test, &scene.caller, run, None).await;
    scene.test.settle().await;
    let messages = stored(&scene, sent.conversation).await.transcript.messages;
    assert_eq!(messages.len(), 2);
    assert_eq!(messages[1].id, answer.id);
    let stale = chat::retry(&scene.test, &scene.caller, run_of(&sent)).await.unwrap_err();
    assert!(matches!(stale, Error::App(AppError::Conflict { .. })), "{stale}");
}

#[tokio::test]
async fn the_same_message_sent_twice_at_once_is_one_message_and_one_run() {
    let scene = scene().await;
    let form = NewMessage { client_id: Uuid::now_v7().to_string(), ..message("Only once") };
    let sends = (0..8).map(|_| chat::send(&scene.test, &scene.caller, form.clone()));
    let sent: Vec<Sent> = futures::future::join_all(sends).await.into_iter().map(Result::unwrap).collect();
    assert!(
        sent.iter().all(|each| each.question.id == sent[0].question.id && each.conversation == sent[0].conversation)
    );
    scene.test.settle().await;
    let (messages, runs): (i64, i64) =
        sqlx::query_as("select (select count(*) from messages), (select count(*) from runs)")
            .fetch_one(&scene.test.database.owner)
            .await
            .unwrap();
    assert_eq!((messages, runs), (2, 1));
}

#[tokio::test]
async fn a_conversation_takes_one_answer_at_a_time() {
    let scene = scene().await;
    let sent = chat::send(&scene.test, &scene.caller, message("[[slow:20]] a long one")).await.unwrap();
    let refused = chat::send(&scene.test, &scene.caller, reply(&sent, "And?")).await.unwrap_err();
    assert!(matches!(refused, Error::App(AppError::Conflict { .. })), "{refused}");
    let refused = chat::retry(&scene.test, &scene.caller, run_of(&sent)).await.unwrap_err();
    assert!(matches!(refused, Error::App(AppError::Conflict { .. })), "{refused}");
    chat::stop(&scene.test, &scene.caller, run_of(&sent)).await.unwrap();
    scene.test.settle().await;
    chat::send(&scene.test, &scene.caller, reply(&sent, "And?")).await.unwrap();
    scene.test.settle().await;
}

#[tokio::test]
async fn a_run_whose_server_is_gone_ends_as_interrupted_and_keeps_its_words() {
    let scene = scene().await;
    let dead = scene.test.another(options(&scene.model)).await;
    let sent = chat::send(&dead, &scene.caller, message("[[slow:20]] a long one")).await.unwrap();
    let mut frames = chat::follow(&dead, &scene.caller, run_of(&sent), None).await.unwrap().unwrap();
    let (seen, _) = frames.next().await.unwrap();
    // While the other process lives, its runs are left alone.
    assert_eq!(chat::heal(&scene.test).await.unwrap(), 0);
    sqlx::query("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and classid = $1::int::oid and objid = $2::int::oid")
        .bind(0x5010)
        .bind(dead.instance.id())
        .execute(&scene.test.database.owner)
        .await
        .unwrap();
    // The database lets go of the lock when it has ended the connection, a moment after it was told to.
    let healing = async {
        loop {
            match chat::heal(&scene.test).await.unwrap() {
                0 => tokio::task::yield_now().await,
                healed => return healed,
            }
        }
    };
    assert_eq!(tokio::time::timeout(Duration::from_secs(10), healing).await.unwrap(), 1);
    let view = stored(&scene, sent.conversation).await;
    let answer = view.transcript.messages.last().unwrap();
    let run = answer.run.as_ref().unwrap();
    assert_eq!(run.status, RunStatus::Interrupted);
    assert_eq!(run.problem.as_ref().unwrap().kind, "interrupted");
    assert!(!answer.text.is_empty() && run.seq > seen);
    // The zombie finds that the run is no longer its own, and writes nothing more.
    dead.tasks.close();
    dead.tasks.wait().await;
    assert_eq!(stored(&scene, sent.conversation).await.transcript.messages.last().unwrap().text, answer.text);
    let answer = chat::retry(&scene.test, &scene.caller, run.id).await.unwrap();
    assert_eq!(answer.run.unwrap().status, RunStatus::Streaming);
    scene.test.settle().await;
}

#[tokio::test]
async fn a_reader_of_another_process_follows_to_the_same_end() {
    let scene = scene().await;
    let other = scene.test.another(options(&scene.model)).await;
    let sent = chat::send(&other, &scene.caller, message("[[slow:5]] across processes")).await.unwrap();
    let (far, end) = read_to_end(&scene.test, &scene.caller, run_of(&sent), None).await;
    assert_eq!(status_of(&end), RunStatus::Completed);
    assert_eq!(far, stored(&scene, sent.conversation).await.transcript.messages.last().unwrap().blocks);
}

#[tokio::test]
async fn a_shutdown_stores_what_is_unfinished_as_interrupted() {
    let scene = scene().await;
    let sent = chat::send(&scene.test, &scene.caller, message("[[slow:50]] a long one")).await.unwrap();
    let mut frames = chat::follow(&scene.test, &scene.caller, run_of(&sent), None).await.unwrap().unwrap();
    frames.next().await.unwrap();
    chat::drain(&scene.test, Duration::from_millis(10)).await;
    scene.test.settle().await;
    let view = stored(&scene, sent.conversation).await;
    assert_eq!(view.transcript.messages.last().unwrap().run.as_ref().unwrap().status, RunStatus::Interrupted);
}

#[tokio::test]
async fn nobody_else_finds_a_conversation_or_its_run_not_even_the_owner_of_the_house() {
    let scene = scene().await;
    let bravo = scene.test.organization("bravo").await;
    let mia = scene.test.person(&scene.acme, Role::Member, "mia").await;
    let mia = scene.test.caller(&mia).await;
    let sent = chat::send(&scene.test, &mia, message("Private")).await.unwrap();
    let (id, run) = (sent.conversation, run_of(&sent));
    read_to_end(&scene.test, &mia, run, None).await;
    scene.test.settle().await;
    let oscar = scene.test.person(&bravo, Role::Owner, "oscar").await;
    for stranger in [scene.test.caller(&oscar).await, scene.caller] {
        let found = [
            chat::view(&scene.test, &stranger, id).await.map(drop),
            chat::transcript(&scene.test, &stranger, TranscriptQuery { id, before: None, after: None }).await.map(drop),
            chat::send(&scene.test, &stranger, reply(&sent, "Hi")).await.map(drop),
            chat::rename(&scene.test, &stranger, RenameConversation { id, title: "Mine".into() }).await.map(drop),
            chat::delete(&scene.test, &stranger, id).await,
            chat::restore(&scene.test, &stranger, id).await.map(drop),
            chat::stop(&scene.test, &stranger, run).await,
            chat::retry(&scene.test, &stranger, run).await.map(drop),
            chat::follow(&scene.test, &stranger, run, None).await.map(drop),
        ];
        for (place, found) in found.into_iter().enumerate() {
            assert!(matches!(found, Err(Error::App(AppError::NotFound))), "{place}: {found:?}");
        }
        let list = chat::list(&scene.test, &stranger, ConversationQuery::default()).await.unwrap();
        assert_eq!(list.rows, vec![]);
    }
    assert_eq!(scene.olivia.email, "olivia@acme.example");
}

#[tokio::test]
async fn an_agent_of_another_organisation_cannot_be_talked_to() {
    let scene = scene().await;
    let bravo = scene.test.organization("bravo").await;
    let form = NewMessage { agent: bravo.agent.to_string(), ..message("Hello") };
    let refused = chat::send(&scene.test, &scene.caller, form).await.unwrap_err();
    assert!(matches!(refused, Error::App(AppError::Invalid(_))), "{refused}");
}

#[tokio::test]
async fn the_list_is_searched_paged_and_ordered_by_the_last_change() {
    let scene = scene().await;
    for number in 0..45 {
        let sent = chat::send(&scene.test, &scene.caller, message(&format!("Topic {number:02} 100%"))).await.unwrap();
        scene.test.advance(chrono::Duration::seconds(1));
        drop(sent);
    }
    scene.test.settle().await;
    let first = chat::list(&scene.test, &scene.caller, ConversationQuery::default()).await.unwrap();
    assert_eq!(first.rows.len(), 40);
    let rest = ConversationQuery { before: first.next.clone(), search: None };
    let second = chat::list(&scene.test, &scene.caller, rest).await.unwrap();
    assert_eq!((second.rows.len(), second.next), (5, None));
    let ids: std::collections::HashSet<_> = first.rows.iter().chain(&second.rows).map(|row| row.id).collect();
    assert_eq!(ids.len(), 45);
    let search = |words: &str| ConversationQuery { before: None, search: Some(words.to_owned()) };
    assert_eq!(chat::list(&scene.test, &scene.caller, search("_")).await.unwrap().rows.len(), 0);
}

#[tokio::test]
async fn a_title_of_ones_own_stays_and_an_automatic_one_comes_with_the_first_answer() {
    let scene = scene().await;
    let sent = chat::send(&scene.test, &scene.caller, message("[[slow:5]] Plan my launch week")).await.unwrap();
    assert_eq!(stored(&scene, sent.conversation).await.title, "[[slow:5]] Plan my launch week");
    read_to_end(&scene.test, &scene.caller, run_of(&sent), None).await;
    let form = RenameConversation { id: sent.conversation, title: "  Launch \n week ".into() };
    assert_eq!(chat::rename(&scene.test, &scene.caller, form).await.unwrap().title, "Launch week");
    let again = chat::send(&scene.test, &scene.caller, reply(&sent, "More")).await.unwrap();
    read_to_end(&scene.test, &scene.caller, run_of(&again), None).await;
    assert_eq!(stored(&scene, sent.conversation).await.title, "Launch week");
}

#[tokio::test]
async fn a_deleted_conversation_comes_back_until_it_is_purged() {
    let scene = scene().await;
    let sent = chat::send(&scene.test, &scene.caller, message("Hello")).await.unwrap();
    scene.test.settle().await;
    let id = sent.conversation;
    chat::delete(&scene.test, &scene.caller, id).await.unwrap();
    let gone = chat::view(&scene.test, &scene.caller, id).await.unwrap_err();
    assert!(matches!(gone, Error::App(AppError::NotFound)));
    assert_eq!(chat::purge(&scene.test).await.unwrap(), 0);
    chat::restore(&scene.test, &scene.caller, id).await.unwrap();
    assert_eq!(stored(&scene, id).await.transcript.messages.len(), 2);
    chat::delete(&scene.test, &scene.caller, id).await.unwrap();
    scene.test.advance(chrono::Duration::days(31));
    assert_eq!(chat::purge(&scene.test).await.unwrap(), 1);
}

#[tokio::test]
async fn a_long_conversation_is_read_in_stretches_that_miss_and_double_nothing() {
    let scene = scene().await;
    let sent = chat::send(&scene.test, &scene.caller, message("Start")).await.unwrap();
    scene.test.settle().await;
    sqlx::query(
        "insert into messages (id, organization_id, conversation_id, seq, author, content, created_at)
         select gen_random_uuid(), $1, $2, n, case when n % 2 = 1 then 'person' else 'agent' end, 'Message ' || n, now()
         from generate_series(3, 95) n",
    )
    .bind(scene.acme.id.0)
    .bind(sent.conversation.0)
    .execute(&scene.test.database.owner)
    .await
    .unwrap();
    let id = sent.conversation;
    let newest = stored(&scene, id).await.transcript;
    assert_eq!((newest.messages.len(), newest.has_earlier, newest.has_later), (30, true, false));
    let mut seen: Vec<i32> = newest.messages.iter().map(|message| message.seq).collect();
    let mut earlier = true;
    while earlier {
        let query = TranscriptQuery { id, before: Some(seen[0]), after: None };
        let part = chat::transcript(&scene.test, &scene.caller, query).await.unwrap();
        earlier = part.has_earlier;
        seen.splice(0..0, part.messages.iter().map(|message| message.seq));
    }
    assert_eq!(seen, (1..=95).collect::<Vec<_>>());
    let query = TranscriptQuery { id, before: None, after: Some(10) };
    let part = chat::transcript(&scene.test, &scene.caller, query).await.unwrap();
    assert_eq!((part.messages[0].seq, part.messages.len(), part.has_later), (11, 30, true));
}
