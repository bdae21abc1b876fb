//! Answers in the formats that real servers send, and the reasoning of models.

use runs_domain::{Part, RunFrame, RunStatus};

use super::support::{message, read_to_end, reply, run_of, scene, stored};

#[tokio::test]
async fn an_answer_that_a_server_sends_oddly_is_an_answer_like_any_other() {
    let scene = scene().await;
    for name in [
        "bom",
        "halves",
        "one-newline",
        "whole",
        "malformed",
        "usage-negative",
        "no-done",
        "usage-absurd",
        "gzip",
        "event-done",
        "message-grows",
    ] {
        let sent = chat_area::send(&scene.test, &scene.caller, message(&format!("[[{name}]] x"))).await.unwrap();
        let (_, end) = read_to_end(&scene.test, &scene.caller, run_of(&sent), None).await;
        let RunFrame::End { run, text, .. } = end else { panic!("not an end") };
        assert_eq!((run.status, run.problem), (RunStatus::Completed, None), "{name}");
        assert!(
            text.starts_with("You asked") && text.contains("🦀🚀") && text.ends_with("That is all."),
            "{name}: {text}"
        );
        // One count of 99,999,999 once spent an organisation's whole budget.
        let tokens = run.output_tokens.unwrap();
        assert!(tokens > 0 && tokens < 1_000 && run.input_tokens.unwrap() < 1_000, "{name}: {tokens}");
        assert_eq!(run.tokens_estimated, matches!(name, "usage-negative" | "usage-absurd"), "{name}");
    }
}

/// Reasoning once appeared in the answer, and the conversation was named by its first words.
#[tokio::test]
async fn what_a_model_thinks_is_neither_answer_nor_title_nor_read_again() {
    let scene = scene().await;
    for name in ["think", "think-nested", "reasoning-content", "think-unopened", "think-attributes", "harmony"] {
        let sent = chat_area::send(&scene.test, &scene.caller, message(&format!("[[{name}]] Why?"))).await.unwrap();
        let (held, end) = read_to_end(&scene.test, &scene.caller, run_of(&sent), None).await;
        let RunFrame::End { text, title, .. } = end else { panic!("not an end") };
        assert!(text.starts_with("You asked") && text.ends_with("That is all."), "{name}: {text}");
        let events = runs_area::written(&scene.test, &scene.caller, &[run_of(&sent)]).await.unwrap();
        assert_eq!(events[&run_of(&sent)].parts, held, "{name}: the events say the same");
        assert_eq!(title, Some(format!("You asked: [[{name}]] Why?")), "of the answer, in plain words");
        let [Part::Reasoning { text: thoughts }, Part::Prose { .. }] = held.as_slice() else {
            panic!("{name}: {held:?}")
        };
        assert!(thoughts.ends_with("Let me think of *tags*."), "{name}: plain text without marks: {thoughts}");
        scene.test.settle().await;
        let answer = stored(&scene, sent.conversation).await.transcript.messages.pop().unwrap();
        assert_eq!((answer.parts, answer.text), (held, text), "{name}: a reload shows the same");
        scene.model.forget_requests();
        let next = chat_area::send(&scene.test, &scene.caller, reply(&sent, "And then?")).await.unwrap();
        read_to_end(&scene.test, &scene.caller, run_of(&next), None).await;
        let read = scene.model.requests().pop().unwrap().body["messages"].to_string();
        assert!(read.contains("That is all.") && !read.contains("think of"), "{name}: {read}");
    }
}

#[tokio::test]
async fn thoughts_without_an_answer_are_no_answer_and_are_counted() {
    let scene = scene().await;
    let sent = chat_area::send(&scene.test, &scene.caller, message("[[think-open]] x")).await.unwrap();
    let (held, end) = read_to_end(&scene.test, &scene.caller, run_of(&sent), None).await;
    let RunFrame::End { run, text, .. } = end else { panic!("not an end") };
    let thoughts = [Part::Reasoning { text: "Let me think of *tags*.".to_owned() }];
    assert_eq!((run.status, text.as_str(), held.as_slice()), (RunStatus::Failed, "", &thoughts[..]));
    assert_eq!(run.problem.unwrap().kind, "empty");
    assert!(run.output_tokens.unwrap() > 0);
}

/// Where only the end of thoughts is marked, they are shown as text until then.
#[tokio::test]
async fn text_that_turns_out_to_be_thoughts_becomes_the_reasoning() {
    let scene = scene().await;
    let sent = chat_area::send(&scene.test, &scene.caller, message("[[think-unopened-inline]] x")).await.unwrap();
    let (held, end) = read_to_end(&scene.test, &scene.caller, run_of(&sent), None).await;
    let RunFrame::End { text, .. } = end else { panic!("not an end") };
    assert!(text.starts_with("You asked"), "{text}");
    let thoughts = Part::Reasoning { text: "Okay. Let me think of *tags*.".to_owned() };
    assert_eq!((held.len(), held.first()), (2, Some(&thoughts)));
}

/// A server that dies renders nothing, so the parts are made from the events.
#[tokio::test]
async fn thoughts_of_a_run_that_was_cut_off_before_its_answer_are_shown() {
    let scene = scene().await;
    let sent = chat_area::send(&scene.test, &scene.caller, message("[[think-open]] x")).await.unwrap();
    let (held, _) = read_to_end(&scene.test, &scene.caller, run_of(&sent), None).await;
    scene.test.settle().await;
    let owner = &scene.test.database.owner;
    sqlx::query("update runs set status = 'streaming', finished_at = null").execute(owner).await.unwrap();
    sqlx::query("update messages set parts = null, parts_version = null").execute(owner).await.unwrap();
    scene.test.advance(chrono::Duration::minutes(2));
    assert_eq!(runs_area::heal(&scene.test).await.unwrap(), 1);
    for _ in 0..2 {
        let answer = stored(&scene, sent.conversation).await.transcript.messages.pop().unwrap();
        assert_eq!((answer.run.unwrap().status, answer.parts), (RunStatus::Interrupted, held.clone()));
    }
}

#[tokio::test]
async fn a_run_that_wrote_nothing_has_no_parts() {
    let scene = scene().await;
    let sent = chat_area::send(&scene.test, &scene.caller, message("[[fail-401]] x")).await.unwrap();
    read_to_end(&scene.test, &scene.caller, run_of(&sent), None).await;
    scene.test.settle().await;
    let owner = &scene.test.database.owner;
    sqlx::query("update messages set parts = null, parts_version = null").execute(owner).await.unwrap();
    for _ in 0..2 {
        let answer = stored(&scene, sent.conversation).await.transcript.messages.pop().unwrap();
        assert_eq!((answer.run.unwrap().status, answer.parts), (RunStatus::Failed, Vec::new()));
    }
}
