//! Answers: read while they are written, and ended by faults, people and servers.

use std::time::Duration;

use chat_domain::{Author, NewMessage, Sent};
use domain::{AppError, Role};
use futures::StreamExt;
use runs_domain::{Part, RunFrame, RunStatus};
use server_core::Error;
use server_core::revocations::Revocation;
use sqlx::Executor;
use sqlx::types::Json;
use stand_ins::OpenAiStandIn;
use testkit::TestBackend;
use uuid::Uuid;

use super::support::{listen, message, options, read_to_end, reply, run_of, scene, status_of, stored};

#[tokio::test]
async fn a_message_gets_an_answer_that_is_the_same_live_and_stored() {
    let scene = scene().await;
    let sent = chat_area::send(&scene.test, &scene.caller, message("Give me three ideas")).await.unwrap();
    assert_eq!(sent.question.author, Author::Person);
    let (live, end) = read_to_end(&scene.test, &scene.caller, run_of(&sent), None).await;
    assert_eq!(status_of(&end), RunStatus::Completed);
    let view = stored(&scene, sent.conversation).await;
    let answer = view.transcript.messages.last().unwrap();
    assert_eq!(answer.parts, live);
    let [Part::Prose { blocks }] = answer.parts.as_slice() else { panic!("one part, of words") };
    assert!(blocks.len() > 2 && answer.text.len() > 50, "{}", answer.text);
    let run = answer.run.as_ref().unwrap();
    assert!(run.input_tokens.unwrap() > 0 && run.output_tokens.unwrap() > 0 && !run.tokens_estimated);
}

#[tokio::test]
async fn a_finished_answer_is_rendered_once_and_again_only_by_another_renderer() {
    let scene = scene().await;
    let sent = chat_area::send(&scene.test, &scene.caller, message("Give me three ideas")).await.unwrap();
    let (live, _) = read_to_end(&scene.test, &scene.caller, run_of(&sent), None).await;
    scene.test.settle().await;
    let owner = &scene.test.database.owner;
    let kept = vec![Part::Prose { blocks: vec!["kept".to_owned()] }];
    for (version, shown) in [(markdown::VERSION, kept.clone()), (markdown::VERSION - 1, live.clone())] {
        sqlx::query("update messages set parts = $2, parts_version = $1 where author = 'agent'")
            .bind(version)
            .bind(Json(&kept))
            .execute(owner)
            .await
            .unwrap();
        assert_eq!(stored(&scene, sent.conversation).await.transcript.messages.last().unwrap().parts, shown);
    }
    let (kept, version): (Json<Vec<Part>>, i32) =
        sqlx::query_as("select parts, parts_version from messages where author = 'agent'")
            .fetch_one(owner)
            .await
            .unwrap();
    assert_eq!((kept.0, version), (live, markdown::VERSION));
}

#[tokio::test]
async fn the_model_sees_the_prompt_and_the_conversation_in_order() {
    let scene = scene().await;
    let sent = chat_area::send(&scene.test, &scene.caller, message("First question")).await.unwrap();
    read_to_end(&scene.test, &scene.caller, run_of(&sent), None).await;
    let second = chat_area::send(&scene.test, &scene.caller, reply(&sent, "Second question")).await.unwrap();
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
async fn a_second_reader_who_joins_late_ends_with_the_same_parts() {
    let scene = scene().await;
    let sent = chat_area::send(&scene.test, &scene.caller, message("[[slow:5]] tell me more")).await.unwrap();
    let run = run_of(&sent);
    let mut first = runs_area::follow(&scene.test, &scene.caller, run, None).await.unwrap().unwrap();
    let (seq, _) = first.next().await.unwrap();
    assert!(seq > 0);
    let ((late, _), (from_middle, _)) = tokio::join!(
        read_to_end(&scene.test, &scene.caller, run, None),
        read_to_end(&scene.test, &scene.caller, run, Some(seq)),
    );
    assert_eq!(late, from_middle);
    assert_eq!(late, stored(&scene, sent.conversation).await.transcript.messages.last().unwrap().parts);
}

#[tokio::test]
async fn what_a_reader_has_seen_is_stored_already() {
    let scene = scene().await;
    let sent = chat_area::send(&scene.test, &scene.caller, message("[[slow:5]] tell me more")).await.unwrap();
    let mut frames = runs_area::follow(&scene.test, &scene.caller, run_of(&sent), None).await.unwrap().unwrap();
    for _ in 0..5 {
        let Some((seq, RunFrame::Parts { .. })) = frames.next().await else { break };
        let last: i32 = sqlx::query_scalar("select max(seq) from run_events where run_id = $1")
            .bind(run_of(&sent).0)
            .fetch_one(&scene.test.database.owner)
            .await
            .unwrap();
        assert!(last >= seq, "shown {seq}, stored {last}");
    }
    chat_area::stop(&scene.test, &scene.caller, run_of(&sent)).await.unwrap();
    scene.test.settle().await;
}

#[tokio::test]
async fn a_reader_who_has_seen_the_end_is_told_that_nothing_more_comes() {
    let scene = scene().await;
    let sent = chat_area::send(&scene.test, &scene.caller, message("Hello")).await.unwrap();
    let (_, end) = read_to_end(&scene.test, &scene.caller, run_of(&sent), None).await;
    scene.test.settle().await;
    let RunFrame::End { run, .. } = end else { panic!("not an end") };
    assert!(runs_area::follow(&scene.test, &scene.caller, run.id, Some(run.seq)).await.unwrap().is_none());
    let (again, _) = read_to_end(&scene.test, &scene.caller, run.id, Some(run.seq - 1)).await;
    assert_eq!(again, stored(&scene, sent.conversation).await.transcript.messages.last().unwrap().parts);
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
        ("[[error-quota]] x", "quota_exhausted"),
        ("[[error-context]] x", "context_too_long"),
        ("[[error-named]] x", "rate_limited"),
        ("[[error-text]] x", "server"),
        ("[[error-first]] x", "quota_exhausted"),
        ("[[error-region]] x", "unauthorized"),
        ("[[redirect]] x", "setup"),
        ("[[no-content]] x", "interrupted"),
        ("[[error-silent]] x", "interrupted"),
    ];
    for (text, kind) in faults {
        let sent = chat_area::send(&scene.test, &scene.caller, message(text)).await.unwrap();
        let (held, end) = read_to_end(&scene.test, &scene.caller, run_of(&sent), None).await;
        let RunFrame::End { run, text: whole, .. } = end else { panic!("not an end") };
        let problem = run.problem.expect("a failed run says why");
        assert_eq!((run.status, problem.kind.as_str()), (RunStatus::Failed, kind), "{text}");
        assert!(!problem.message.is_empty() && !problem.message.contains(OpenAiStandIn::API_KEY));
        if kind == "rate_limited" {
            assert_eq!(problem.retry_after_seconds, Some(7));
        }
        if ["cut", "silence", "error-quota", "error-text"].iter().any(|fault| text.contains(fault)) {
            assert!(!held.is_empty() && !whole.is_empty(), "what had arrived is kept");
        }
        if whole.is_empty() {
            assert!(!problem.message.contains("What had arrived"), "{text}: {}", problem.message);
        }
    }
}

/// An answer that was cut off once counted as complete, even an empty one.
#[tokio::test]
async fn an_answer_that_is_not_whole_says_why() {
    let scene = scene().await;
    let end = async |text: &str| {
        let sent = chat_area::send(&scene.test, &scene.caller, message(text)).await.unwrap();
        let (_, end) = read_to_end(&scene.test, &scene.caller, run_of(&sent), None).await;
        let RunFrame::End { run, text, .. } = end else { panic!("not an end") };
        let shown = stored(&scene, sent.conversation).await.transcript.messages.pop().unwrap().run.unwrap();
        assert_eq!((shown.status, &shown.problem), (run.status, &run.problem), "live and stored are the same");
        (run.status, run.problem.map(|problem| problem.kind).unwrap_or_default(), text)
    };
    let (status, kind, text) = end("[[speechless]] x").await;
    assert_eq!((status, kind.as_str(), text.as_str()), (RunStatus::Failed, "empty", ""));
    for fault in ["[[filtered]] x", "[[error-filter]] x"] {
        let (status, kind, text) = end(fault).await;
        assert_eq!((status, kind.as_str()), (RunStatus::Completed, "filtered"), "{fault}");
        assert!(!text.is_empty(), "what had arrived is kept");
    }
    sqlx::query("update agents set max_tokens = 3").execute(&scene.test.database.owner).await.unwrap();
    let (status, kind, text) = end("Tell me everything").await;
    assert_eq!((status, kind.as_str()), (RunStatus::Completed, "length"));
    assert!(!text.is_empty());
}

#[tokio::test]
async fn without_any_model_the_answer_says_so() {
    let test = TestBackend::new().await;
    let acme = test.organization("acme").await;
    let person = test.person(&acme, Role::Member, "mia").await;
    let caller = test.caller(&person).await;
    let sent = chat_area::send(&test, &caller, message("Hello")).await.unwrap();
    let (_, end) = read_to_end(&test, &caller, run_of(&sent), None).await;
    let RunFrame::End { run, .. } = end else { panic!("not an end") };
    assert_eq!(run.problem.unwrap().kind, "unknown_model");
}

#[tokio::test]
async fn stop_keeps_what_was_written_and_lets_go_of_the_provider() {
    let scene = scene().await;
    let sent = chat_area::send(&scene.test, &scene.caller, message("[[slow:20]] a long one")).await.unwrap();
    let mut frames = runs_area::follow(&scene.test, &scene.caller, run_of(&sent), None).await.unwrap().unwrap();
    frames.next().await.unwrap();
    chat_area::stop(&scene.test, &scene.caller, run_of(&sent)).await.unwrap();
    let (held, end) = read_to_end(&scene.test, &scene.caller, run_of(&sent), None).await;
    assert_eq!(status_of(&end), RunStatus::Stopped);
    assert!(!held.is_empty());
    chat_area::stop(&scene.test, &scene.caller, run_of(&sent)).await.unwrap();
    scene.test.settle().await;
}

#[tokio::test]
async fn a_stop_reaches_another_process_that_still_waits_for_the_first_word() {
    let scene = scene().await;
    let other = scene.test.another(options(&scene.model)).await;
    listen(&scene, &other).await;
    listen(&scene, &scene.test).await;
    let sent = chat_area::send(&other, &scene.caller, message("[[hang]] x")).await.unwrap();
    chat_area::stop(&scene.test, &scene.caller, run_of(&sent)).await.unwrap();
    let (_, end) = read_to_end(&scene.test, &scene.caller, run_of(&sent), None).await;
    assert_eq!(status_of(&end), RunStatus::Stopped, "and not given up on for its silence");
}

/// Notifications are missed while the listener's connection is lost.
#[tokio::test]
async fn a_stop_that_was_told_while_nobody_listened_is_looked_for() {
    let scene = scene().await;
    let other = scene.test.another(options(&scene.model)).await;
    let sent = chat_area::send(&other, &scene.caller, message("[[hang]] x")).await.unwrap();
    scene.model.wait_for(|requests| !requests.is_empty(), Duration::from_secs(10)).await.unwrap();
    chat_area::stop(&scene.test, &scene.caller, run_of(&sent)).await.unwrap();
    other.tell(Revocation::Unsure);
    let (_, end) = read_to_end(&other, &scene.caller, run_of(&sent), None).await;
    assert_eq!(status_of(&end), RunStatus::Stopped, "and not given up on for its silence");
}

/// The database may be away again at the very moment when the connection is known to be lost.
#[tokio::test]
async fn a_stop_that_nobody_was_told_of_is_looked_for_every_few_seconds() {
    let scene = scene().await;
    let other = scene.test.another(options(&scene.model)).await;
    let sent = chat_area::send(&other, &scene.caller, message("[[hang]] x")).await.unwrap();
    scene.model.wait_for(|requests| !requests.is_empty(), Duration::from_secs(10)).await.unwrap();
    chat_area::stop(&scene.test, &scene.caller, run_of(&sent)).await.unwrap();
    let reading = async {
        let (_, end) = read_to_end(&other, &scene.caller, run_of(&sent), None).await;
        other.shutdown.cancel();
        end
    };
    let (end, ()) = tokio::join!(reading, runs_area::keep_healing(other.clone()));
    assert_eq!(status_of(&end), RunStatus::Stopped, "and not given up on for its silence");
}

#[tokio::test]
async fn what_goes_on_rightly_is_not_stopped_because_something_was_missed() {
    let scene = scene().await;
    let sent = chat_area::send(&scene.test, &scene.caller, message("[[slow:5]] a long one")).await.unwrap();
    let mut frames = runs_area::follow(&scene.test, &scene.caller, run_of(&sent), None).await.unwrap().unwrap();
    frames.next().await.unwrap();
    let stopped = chat_area::send(&scene.test, &scene.caller, message("[[hang]] x")).await.unwrap();
    let is_asked = |text: &serde_json::Value| text.to_string().contains("[[hang]]");
    scene
        .model
        .wait_for(|requests| requests.iter().any(|request| is_asked(&request.body)), Duration::from_secs(10))
        .await
        .unwrap();
    sqlx::query("update runs set stop_requested_at = now() where id = $1")
        .bind(run_of(&stopped).0)
        .execute(&scene.test.database.owner)
        .await
        .unwrap();
    scene.test.tell(Revocation::Unsure);
    let (_, end) = read_to_end(&scene.test, &scene.caller, run_of(&stopped), None).await;
    assert_eq!(status_of(&end), RunStatus::Stopped, "so that something was looked for");
    let (_, end) = read_to_end(&scene.test, &scene.caller, run_of(&sent), None).await;
    assert_eq!(status_of(&end), RunStatus::Completed);
}

#[tokio::test]
async fn a_stop_that_was_told_before_the_run_was_begun_holds() {
    let scene = scene().await;
    sqlx::query("alter table runs alter stop_requested_at set default now()")
        .execute(&scene.test.database.owner)
        .await
        .unwrap();
    let sent = chat_area::send(&scene.test, &scene.caller, message("[[hang]] x")).await.unwrap();
    let (_, end) = read_to_end(&scene.test, &scene.caller, run_of(&sent), None).await;
    assert_eq!(status_of(&end), RunStatus::Stopped);
    scene.test.settle().await;
    assert!(scene.model.requests().is_empty(), "neither an answer nor a title was asked for");
}

#[tokio::test]
async fn retry_writes_the_last_answer_anew_and_hides_the_old_one() {
    let scene = scene().await;
    let sent = chat_area::send(&scene.test, &scene.caller, message("[[cut]] x")).await.unwrap();
    read_to_end(&scene.test, &scene.caller, run_of(&sent), None).await;
    scene.test.settle().await;
    let answer = chat_area::retry(&scene.test, &scene.caller, run_of(&sent)).await.unwrap();
    let run = answer.run.unwrap().id;
    read_to_end(&scene.test, &scene.caller, run, None).await;
    scene.test.settle().await;
    let messages = stored(&scene, sent.conversation).await.transcript.messages;
    assert_eq!(messages.len(), 2);
    assert_eq!(messages[1].id, answer.id);
    let stale = chat_area::retry(&scene.test, &scene.caller, run_of(&sent)).await.unwrap_err();
    assert!(matches!(stale, Error::App(AppError::Conflict { .. })), "{stale}");
}

#[tokio::test]
async fn the_same_message_sent_twice_at_once_is_one_message_and_one_run() {
    let scene = scene().await;
    let form = NewMessage { client_id: Uuid::now_v7().to_string(), ..message("Only once") };
    let sends = (0..8).map(|_| chat_area::send(&scene.test, &scene.caller, form.clone()));
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
async fn other_words_from_a_form_that_was_sent_before_are_another_message() {
    let scene = scene().await;
    let form = |text: &str| NewMessage { client_id: Uuid::from_u128(7).to_string(), ..message(text) };
    let first = chat_area::send(&scene.test, &scene.caller, form("One")).await.unwrap();
    let other = chat_area::send(&scene.test, &scene.caller, form("Two")).await.unwrap();
    let again = chat_area::send(&scene.test, &scene.caller, form("One")).await.unwrap();
    assert_ne!(other.conversation, first.conversation);
    assert_eq!((again.conversation, again.question.id), (first.conversation, first.question.id));
    scene.test.settle().await;
}

#[tokio::test]
async fn a_conversation_takes_one_answer_at_a_time() {
    let scene = scene().await;
    let sent = chat_area::send(&scene.test, &scene.caller, message("[[once:slow:20]] a long one")).await.unwrap();
    let refused = chat_area::send(&scene.test, &scene.caller, reply(&sent, "And?")).await.unwrap_err();
    assert!(matches!(refused, Error::App(AppError::Conflict { .. })), "{refused}");
    let refused = chat_area::retry(&scene.test, &scene.caller, run_of(&sent)).await.unwrap_err();
    assert!(matches!(refused, Error::App(AppError::Conflict { .. })), "{refused}");
    chat_area::stop(&scene.test, &scene.caller, run_of(&sent)).await.unwrap();
    scene.test.settle().await;
    chat_area::send(&scene.test, &scene.caller, reply(&sent, "And?")).await.unwrap();
    scene.test.settle().await;
}

#[tokio::test]
async fn a_run_whose_server_is_gone_ends_as_interrupted_and_keeps_its_words() {
    let scene = scene().await;
    let dead = scene.test.another(options(&scene.model)).await;
    let sent = chat_area::send(&dead, &scene.caller, message("[[once:slow:20]] a long one")).await.unwrap();
    let mut frames = runs_area::follow(&dead, &scene.caller, run_of(&sent), None).await.unwrap().unwrap();
    let (seen, _) = frames.next().await.unwrap();
    // While the other process lives, its runs are left alone.
    assert_eq!(runs_area::heal(&scene.test).await.unwrap(), 0);
    // Instances of other tests have the same numbers, in databases of their own.
    sqlx::query(
        "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and classid = $1::int::oid
           and objid = $2::int::oid and database = (select oid from pg_database where datname = current_database())",
    )
    .bind(0x5010)
    .bind(dead.instance.id())
    .execute(&scene.test.database.owner)
    .await
    .unwrap();
    // The database releases the lock once it has ended the connection, a moment after it was asked to.
    let healing = async {
        loop {
            match runs_area::heal(&scene.test).await.unwrap() {
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
    let answer = chat_area::retry(&scene.test, &scene.caller, run.id).await.unwrap();
    assert_eq!(answer.run.unwrap().status, RunStatus::Streaming);
    scene.test.settle().await;
}

#[tokio::test]
async fn a_run_that_its_own_process_has_lost_ends_too_and_one_that_is_written_goes_on() {
    let scene = scene().await;
    let lost = chat_area::send(&scene.test, &scene.caller, message("Hello")).await.unwrap();
    scene.test.settle().await;
    sqlx::query("update runs set status = 'streaming', finished_at = null")
        .execute(&scene.test.database.owner)
        .await
        .unwrap();
    let written = chat_area::send(&scene.test, &scene.caller, message("[[slow:5]] a long one")).await.unwrap();
    assert_eq!(runs_area::heal(&scene.test).await.unwrap(), 0, "it may be about to begin");
    scene.test.advance(chrono::Duration::minutes(2));
    assert_eq!(runs_area::heal(&scene.test).await.unwrap(), 1);
    let view = stored(&scene, lost.conversation).await;
    let answer = view.transcript.messages.last().unwrap();
    assert_eq!(answer.run.as_ref().unwrap().status, RunStatus::Interrupted);
    assert!(!answer.text.is_empty(), "its words are kept");
    chat_area::retry(&scene.test, &scene.caller, answer.run.as_ref().unwrap().id).await.unwrap();
    let (_, end) = read_to_end(&scene.test, &scene.caller, run_of(&written), None).await;
    assert_eq!(status_of(&end), RunStatus::Completed);
    scene.test.settle().await;
}

#[tokio::test]
async fn a_run_that_cannot_be_ended_holds_up_no_other() {
    let scene = scene().await;
    let stuck = chat_area::send(&scene.test, &scene.caller, message("Hello")).await.unwrap();
    let lost = chat_area::send(&scene.test, &scene.caller, message("Hello")).await.unwrap();
    scene.test.settle().await;
    let owner = &scene.test.database.owner;
    sqlx::query("update runs set status = 'streaming', finished_at = null").execute(owner).await.unwrap();
    // The row that its end would write exists already.
    sqlx::query(
        "insert into run_events (organization_id, run_id, seq, kind, data, created_at)
         select organization_id, id, last_seq + 1, 'end', '{}', now() from runs where id = $1",
    )
    .bind(run_of(&stuck).0)
    .execute(owner)
    .await
    .unwrap();
    scene.test.advance(chrono::Duration::minutes(2));
    assert_eq!(runs_area::heal(&scene.test).await.unwrap(), 1);
    let status = async |sent: &Sent| {
        stored(&scene, sent.conversation).await.transcript.messages.last().unwrap().run.as_ref().unwrap().status
    };
    assert_eq!((status(&stuck).await, status(&lost).await), (RunStatus::Streaming, RunStatus::Interrupted));
    sqlx::query("delete from run_events e using runs r where r.id = e.run_id and e.seq > r.last_seq")
        .execute(owner)
        .await
        .unwrap();
    assert_eq!(runs_area::heal(&scene.test).await.unwrap(), 1);
    assert_eq!(status(&stuck).await, RunStatus::Interrupted);
}

/// A process that has lost its connection takes its lock again.
#[tokio::test]
async fn a_run_that_is_no_longer_lost_when_its_turn_comes_is_left_alone() {
    let scene = scene().await;
    let other = scene.test.another(options(&scene.model)).await;
    for _ in 0..2 {
        chat_area::send(&scene.test, &scene.caller, message("Hello")).await.unwrap();
    }
    scene.test.settle().await;
    let owner = &scene.test.database.owner;
    // The end of the first one brings the process of the second one back.
    let back = format!(
        "update runs set status = 'streaming', finished_at = null, instance_id = 1;
         create function take_back() returns trigger language plpgsql as $$
         begin
           update runs set instance_id = {} where status = 'streaming';
           return null;
         end
         $$;
         create trigger take_back after update on runs for each row when (new.status = 'interrupted')
           execute function take_back()",
        other.instance.id()
    );
    owner.execute(sqlx::AssertSqlSafe(back)).await.unwrap();
    assert_eq!(runs_area::heal(&scene.test).await.unwrap(), 1);
    let left: i64 =
        sqlx::query_scalar("select count(*) from runs where status = 'streaming'").fetch_one(owner).await.unwrap();
    assert_eq!(left, 1);
}

#[tokio::test]
async fn a_shutdown_leaves_lost_runs_to_the_next_process() {
    let scene = scene().await;
    chat_area::send(&scene.test, &scene.caller, message("Hello")).await.unwrap();
    scene.test.settle().await;
    sqlx::query("update runs set status = 'streaming', finished_at = null, instance_id = 1")
        .execute(&scene.test.database.owner)
        .await
        .unwrap();
    let next = scene.test.another(options(&scene.model)).await;
    scene.test.shutdown.cancel();
    assert_eq!(runs_area::heal(&scene.test).await.unwrap(), 0);
    assert_eq!(runs_area::heal(&next).await.unwrap(), 1);
}

#[tokio::test]
async fn a_run_for_an_answer_always_has_its_message() {
    let scene = scene().await;
    chat_area::send(&scene.test, &scene.caller, message("Hello")).await.unwrap();
    scene.test.settle().await;
    for odd in ["message_id = null", "conversation_id = null", "conversation_id = null, message_id = null"] {
        let sql = sqlx::AssertSqlSafe(format!("update runs set {odd}"));
        let refused = sqlx::query(sql).execute(&scene.test.database.owner).await.unwrap_err();
        let constraint = refused.as_database_error().and_then(sqlx::error::DatabaseError::constraint);
        assert_eq!(constraint, Some("runs_conversation_id_message_id_check"), "{odd}: {refused}");
    }
}

#[tokio::test]
async fn a_shutdown_stores_what_is_unfinished_as_interrupted() {
    let scene = scene().await;
    let sent = chat_area::send(&scene.test, &scene.caller, message("[[slow:50]] a long one")).await.unwrap();
    let mut frames = runs_area::follow(&scene.test, &scene.caller, run_of(&sent), None).await.unwrap().unwrap();
    frames.next().await.unwrap();
    runs_area::drain(&scene.test, Duration::from_millis(10)).await;
    scene.test.settle().await;
    let view = stored(&scene, sent.conversation).await;
    assert_eq!(view.transcript.messages.last().unwrap().run.as_ref().unwrap().status, RunStatus::Interrupted);
}
