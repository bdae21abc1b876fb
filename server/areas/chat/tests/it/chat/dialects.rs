//! Answers in the formats that real servers send, and the reasoning of models.

use runs_domain::{RunFrame, RunStatus};

use super::support::{message, read_to_end, reply, run_of, scene};

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
    assert_eq!((run.status, text.as_str(), held.len()), (RunStatus::Failed, "", 0));
    assert_eq!(run.problem.unwrap().kind, "empty");
    assert!(run.output_tokens.unwrap() > 0);
}
