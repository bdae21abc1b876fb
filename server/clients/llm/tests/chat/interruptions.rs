//! Answers that begin and do not end: never taken for complete, and the text so far is kept.

use std::time::Duration;

use llm::{LlmError, Provider, Stage, Timeouts};
use stand_ins::{Outcome, Settings};

use crate::scene::{Heard, PATIENT, Scene, Tested};

async fn interrupted(model: &str) -> Result<Heard, Box<dyn std::error::Error>> {
    let heard = Scene::open().await?.hear(model).await;
    assert!(heard.text.starts_with("You asked: *Why is the sky blue?*"), "{}", heard.text);
    assert!(!heard.text.contains("That is all."), "{}", heard.text);
    assert_eq!(heard.finish, None);
    Ok(heard)
}

fn impatient() -> Timeouts {
    Timeouts { idle: Duration::from_millis(300), ..PATIENT }
}

#[tokio::test]
async fn a_connection_cut_in_mid_answer_is_an_interruption() -> Tested {
    let heard = interrupted("cut").await?;
    assert_eq!(heard.kind(), "interrupted");
    assert!(heard.error.is_some_and(|error| error.is_retryable()));
    Ok(())
}

#[tokio::test]
async fn a_stream_that_ends_politely_before_the_answer_is_an_interruption() -> Tested {
    assert_eq!(interrupted("early-end").await?.kind(), "interrupted");
    Ok(())
}

#[tokio::test]
async fn an_error_in_mid_answer_is_that_error() -> Tested {
    let heard = interrupted("error-event").await?;
    let message = "The server is overloaded.".to_owned();
    let expected = LlmError::Server { status: 529, retry_after: None, message };
    assert_eq!(heard.error, Some(expected));
    Ok(())
}

#[tokio::test]
async fn broken_json_costs_itself_alone() -> Tested {
    let scene = Scene::open().await?;
    assert_eq!(scene.hear("garbage").await, scene.hear("plain").await);
    Ok(())
}

#[tokio::test]
async fn a_silence_longer_than_allowed_is_a_timeout_and_hangs_up() -> Tested {
    let scene = Scene::with(Provider::Anthropic, impatient()).await?;
    let heard = scene.hear("silence").await;
    assert_eq!(heard.error, Some(LlmError::Timeout { stage: Stage::Idle }));
    assert!(heard.text.starts_with("You asked"));
    let is_closed = |outcome| outcome == Some(Outcome::Disconnected);
    scene.server.wait_for(|all| is_closed(all.last().map(|one| one.outcome)), PATIENT.idle).await?;
    Ok(())
}

#[tokio::test]
async fn keep_alives_alone_do_not_last_for_ever() -> Tested {
    let short = Duration::from_millis(250);
    let timeouts = Timeouts { first_token: Duration::from_secs(1), idle: short, ..PATIENT };
    let settings = Settings { keep_alive_every: short * 4 / 5, ..Settings::default() };
    let scene = Scene::set(Provider::Xai, timeouts, settings).await?;
    let heard = scene.hear("keep-alive").await;
    assert_eq!(heard.error, Some(LlmError::Timeout { stage: Stage::Idle }));
    Ok(())
}

#[tokio::test]
async fn a_server_that_does_not_answer_is_a_timeout() -> Tested {
    let timeouts = Timeouts { first_token: Duration::from_millis(300), ..PATIENT };
    let scene = Scene::with(Provider::OpenAi, timeouts).await?;
    let heard = scene.hear("hang").await;
    assert_eq!(heard.error, Some(LlmError::Timeout { stage: Stage::FirstToken }));
    Ok(())
}

#[tokio::test]
async fn headers_without_a_first_word_are_a_timeout() -> Tested {
    let timeouts = Timeouts { first_token: Duration::from_millis(300), ..PATIENT };
    let settings = Settings { first_token_delay: PATIENT.idle, ..Settings::default() };
    let scene = Scene::set(Provider::OpenAi, timeouts, settings).await?;
    let heard = scene.hear("plain").await;
    assert_eq!(heard.error, Some(LlmError::Timeout { stage: Stage::FirstToken }));
    Ok(())
}
