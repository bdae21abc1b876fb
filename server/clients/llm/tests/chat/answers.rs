//! Answers that arrive complete.

use std::time::Duration;

use llm::{FinishReason, Provider, Timeouts};
use stand_ins::Settings;

use crate::scene::{PATIENT, Scene, Tested, hear};

#[tokio::test]
async fn an_answer_comes_word_by_word_with_its_usage_and_finish() -> Tested {
    let scene = Scene::open().await?;
    let heard = scene.hear("plain").await;
    assert!(heard.text.starts_with("You asked: *Why is the sky blue?*"), "{}", heard.text);
    assert!(heard.text.contains("日本語, 🦀🚀") && heard.text.ends_with("That is all."));
    assert_eq!(heard.finish, Some(FinishReason::Stop));
    let (input, output) = heard.usage.ok_or("no usage")?;
    assert!(input == 13 && output > 40, "{input} {output}");
    assert_eq!(heard.error, None);
    Ok(())
}

#[tokio::test]
async fn pieces_cut_inside_characters_and_lines_give_the_same_text() -> Tested {
    let scene = Scene::open().await?;
    assert_eq!(scene.hear("noise").await, scene.hear("plain").await);
    Ok(())
}

#[tokio::test]
async fn a_slow_long_answer_is_heard_to_its_end() -> Tested {
    let scene = Scene::open().await?;
    let heard = scene.hear("slow:1").await;
    assert_eq!(heard.finish, Some(FinishReason::Length), "the request allows 500 tokens");
    assert_eq!(heard.usage.map(|(_, output)| output), Some(500));
    Ok(())
}

#[tokio::test]
async fn an_answer_cut_short_by_the_limit_says_so() -> Tested {
    let scene = Scene::open().await?;
    let request = llm::ChatRequest { max_tokens: Some(3), ..scene.request("plain") };
    let heard = hear(&scene.models, request).await;
    assert_eq!((heard.text.as_str(), heard.finish), ("You asked: *Why", Some(FinishReason::Length)));
    Ok(())
}

#[tokio::test]
async fn a_server_that_counts_no_tokens_is_fine() -> Tested {
    let scene = Scene::open().await?;
    let heard = scene.hear("no-usage").await;
    assert_eq!((heard.finish, heard.usage), (Some(FinishReason::Stop), None));
    Ok(())
}

#[tokio::test]
async fn done_without_a_finish_reason_is_a_finish() -> Tested {
    let scene = Scene::open().await?;
    let heard = scene.hear("no-finish").await;
    assert_eq!((heard.finish, heard.error), (Some(FinishReason::Stop), None));
    assert!(heard.text.ends_with("That is all.") && heard.usage.is_some());
    Ok(())
}

#[tokio::test]
async fn keep_alives_bridge_a_pause_longer_than_the_allowed_silence() -> Tested {
    let timeouts = Timeouts { idle: Duration::from_millis(600), ..PATIENT };
    let keep_alive_every = Duration::from_millis(150);
    let settings = Settings { keep_alive_every, ..Settings::default() };
    let scene = Scene::set(Provider::Xai, timeouts, settings).await?;
    let heard = scene.hear("keep-alive").await;
    assert_eq!((heard.finish, heard.error), (Some(FinishReason::Stop), None));
    Ok(())
}

#[tokio::test]
async fn one_connection_serves_one_answer_after_another() -> Tested {
    let scene = Scene::open().await?;
    for _ in 0..5 {
        assert_eq!(scene.hear("plain").await.finish, Some(FinishReason::Stop));
    }
    assert_eq!(scene.server.connections(), 1);
    Ok(())
}
