//! Every way in which servers send an answer that the stand-in speaks, through the real client.

use llm::{FinishReason, LlmError};
use stand_ins::{Dialect, Family};

use crate::scene::{Heard, Scene, Tested};

fn of(family: Family) -> impl Iterator<Item = &'static str> {
    Dialect::all().filter(move |dialect| dialect.family == family).map(|dialect| dialect.name)
}

#[tokio::test]
async fn odd_framing_and_odd_fields_cost_no_word() -> Tested {
    let scene = Scene::open().await?;
    let plain = scene.hear("plain").await;
    for name in of(Family::Framing).chain(of(Family::Fields)) {
        let Heard { text, finish, error, reasoning, .. } = scene.hear(name).await;
        let replaced = text.matches('\u{fffd}').count();
        assert_eq!(text.replace('\u{fffd}', ""), plain.text, "{name}");
        assert_eq!(replaced, usize::from(name == "lone-half"), "{name}");
        assert_eq!((finish, error, reasoning.as_str()), (Some(FinishReason::Stop), None, ""), "{name}");
    }
    Ok(())
}

#[tokio::test]
async fn tokens_that_were_miscounted_are_not_believed() -> Tested {
    let scene = Scene::open().await?;
    let plain = scene.hear("plain").await.usage;
    for (name, expected) in [
        ("usage-fraction", Some((8, 8))),
        ("usage-text", Some((7, 7))),
        ("usage-negative", None),
        ("usage-null", None),
        ("usage-huge", None),
        ("usage-list", None),
        ("usage-absurd", None),
        ("usage-zero", None),
        ("usage-begun", None),
        ("whole", plain),
        ("whole-null", plain),
        ("field-twice", plain),
    ] {
        assert_eq!(scene.hear(name).await.usage, expected, "{name}");
    }
    Ok(())
}

#[tokio::test]
async fn an_error_in_a_stream_is_told_by_its_kind_and_the_words_before_it_are_kept() -> Tested {
    let scene = Scene::open().await?;
    let kinds = [
        ("error-quota", "quota_exhausted"),
        ("error-context", "context_too_long"),
        ("error-filter", "filtered"),
        ("error-overloaded", "server"),
        ("error-key", "unauthorized"),
        ("error-rate", "rate_limited"),
        ("error-model", "not_found"),
        ("error-text", "server"),
        ("error-line", "server"),
        ("error-object", "rejected"),
        ("error-named", "rate_limited"),
        ("error-words", "server"),
        ("error-choice", "server"),
        ("error-finish", "server"),
        ("error-wrapped", "quota_exhausted"),
        ("error-first", "quota_exhausted"),
        ("error-detail", "unauthorized"),
        ("error-string", "rate_limited"),
        ("error-nothing", "server"),
        ("error-exception", "server"),
        ("error-list", "unauthorized"),
        ("error-arrears", "quota_exhausted"),
        ("error-base-resp", "quota_exhausted"),
        ("error-true", "quota_exhausted"),
        ("error-tier", "rate_limited"),
        ("error-proxy", "server"),
        ("error-page", "server"),
        ("error-problem", "unauthorized"),
        ("error-delta", "quota_exhausted"),
        ("error-pull", "not_found"),
        ("error-region", "unauthorized"),
        ("error-number", "rate_limited"),
        ("error-delay", "rate_limited"),
        ("error-wait", "rate_limited"),
        ("error-silent", "interrupted"),
        ("error-commas", "bad_response"),
        ("error-quotes", "bad_response"),
        ("error-comments", "bad_response"),
    ];
    assert!(of(Family::Errors).eq(kinds.map(|(name, _)| name)), "each dialect of errors has its kind here");
    for (name, kind) in kinds {
        let heard = scene.hear(name).await;
        assert_eq!((heard.kind(), heard.finish), (kind, None), "{name}");
        let comes_first = kind == "bad_response" || matches!(name, "error-first" | "error-detail" | "error-silent");
        assert_eq!(heard.text.is_empty(), comes_first, "{name}: {}", heard.text);
    }
    for (name, millis) in [("error-rate", 7000), ("error-delay", 31_000), ("error-wait", 7660)] {
        let wait = scene.hear(name).await.error.and_then(|error| error.retry_after());
        assert_eq!(wait, Some(std::time::Duration::from_millis(millis)), "{name}");
    }
    let words = scene.hear("error-text").await.error;
    let message = "The runner has stopped.".to_owned();
    assert_eq!(words, Some(LlmError::Server { status: 500, retry_after: None, message }));
    Ok(())
}

#[tokio::test]
async fn thoughts_are_told_beside_the_answer_and_never_in_it() -> Tested {
    let scene = Scene::open().await?;
    let plain = scene.hear("plain").await;
    for name in of(Family::Thoughts) {
        let heard = scene.hear(name).await;
        assert!(heard.reasoning.contains("Let me think of *tags*."), "{name}: {}", heard.reasoning);
        let expected = if name == "think-open" { "" } else { plain.text.as_str() };
        let text = match name {
            "think-preamble" => heard.text.strip_prefix("Sure.\n"),
            "think-preamble-inline" => heard.text.strip_prefix("Sure. "),
            _ => Some(heard.text.as_str()),
        };
        assert_eq!(text, Some(expected), "{name}");
        assert_eq!((heard.finish, heard.error), (Some(FinishReason::Stop), None), "{name}");
    }
    assert_eq!(scene.hear("reasoning-both").await.reasoning, "Let me think of *tags*.", "once and not twice");
    Ok(())
}

#[tokio::test]
async fn a_model_never_reads_again_what_it_thought() -> Tested {
    let scene = Scene::open().await?;
    let mut request = scene.request("plain");
    let turn = |role, text: &str| llm::ChatTurn { role, text: text.to_owned() };
    request.turns.insert(1, turn(llm::Role::User, "What does <think>x</think> mean?"));
    request.turns.insert(2, turn(llm::Role::Assistant, "<think>Hm.</think>\n\nBlue, and `<think>`."));
    crate::scene::hear(&scene.models, request).await;
    let body = scene.last_request()?.body;
    let said = |at: usize| body.pointer(&format!("/messages/{at}/content")).and_then(|text| text.as_str());
    assert_eq!(said(1), Some("What does <think>x</think> mean?"), "a person's words are a person's");
    assert_eq!(said(2), Some("Blue, and `<think>`."));
    Ok(())
}
