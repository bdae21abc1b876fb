//! Answers that never begin: the provider's message reaches the caller, once, and without the key.

use std::{net::Ipv4Addr, time::Duration};

use llm::{LlmError, Provider, Timeouts};
use stand_ins::{OpenAiStandIn, Outcome};
use tokio::net::TcpListener;

use crate::scene::{Heard, PATIENT, Scene, Tested, behaviours, hear, models_at, request};

const SEVEN_SECONDS: Duration = Duration::from_secs(7);

async fn refused(model: &str) -> Result<LlmError, Box<dyn std::error::Error>> {
    let scene = Scene::open().await?;
    let Heard { error, text, .. } = scene.hear(model).await;
    assert_eq!(text, "");
    assert_eq!(scene.server.requests().len(), 1, "a refusal is not tried again in secret");
    assert_eq!(scene.last_request()?.outcome, Outcome::Refused);
    Ok(error.ok_or("no error")?)
}

#[tokio::test]
async fn a_wrong_key_is_unauthorized() -> Tested {
    let scene = Scene::open().await?;
    let provider = Provider::OpenAi;
    let models = models_at(scene.server.base_url(), "sk-wrong-and-secret", &provider, PATIENT)?;
    let heard = hear(&models, request("openai/plain")).await;
    let message = "Incorrect API key provided: sk-wr***.".to_owned();
    assert_eq!(heard.error, Some(LlmError::Unauthorized { status: 401, message }));
    assert!(!scene.last_request()?.authorized);
    Ok(())
}

#[tokio::test]
async fn statuses_401_and_403_are_unauthorized() -> Tested {
    for (model, expected) in [("fail-401", 401), ("fail-403", 403)] {
        let error = refused(model).await?;
        assert!(matches!(error, LlmError::Unauthorized { status, .. } if status == expected), "{error:?}");
        assert!(!error.is_retryable());
    }
    Ok(())
}

#[tokio::test]
async fn status_404_says_that_the_model_is_not_there() -> Tested {
    let message = "The model does not exist or you do not have access to it.".to_owned();
    assert_eq!(refused("fail-404").await?, LlmError::NotFound { message });
    Ok(())
}

#[tokio::test]
async fn status_429_carries_the_wait_in_seconds() -> Tested {
    let error = refused("fail-429").await?;
    let message = "Rate limit reached for requests per minute.".to_owned();
    assert_eq!(error, LlmError::RateLimited { retry_after: Some(SEVEN_SECONDS), message });
    assert!(error.is_retryable());
    Ok(())
}

#[tokio::test]
async fn status_429_carries_the_wait_as_a_date() -> Tested {
    assert_eq!(refused("fail-429-date").await?.retry_after(), Some(Duration::from_secs(9)));
    Ok(())
}

#[tokio::test]
async fn an_empty_account_is_not_worth_a_retry() -> Tested {
    let error = refused("no-quota").await?;
    assert!(matches!(error, LlmError::QuotaExhausted { .. }), "{error:?}");
    assert!(!error.is_retryable());
    Ok(())
}

#[tokio::test]
async fn server_errors_keep_their_status_and_message() -> Tested {
    for (model, status) in [("fail-500", 500), ("fail-529", 529)] {
        let message = "The server had an error while processing your request.".to_owned();
        let expected = LlmError::Server { status, retry_after: None, message };
        assert_eq!(refused(model).await?, expected);
        assert!(expected.is_retryable());
    }
    Ok(())
}

#[tokio::test]
async fn a_bad_request_and_a_full_context_are_told_apart() -> Tested {
    let bad = refused("fail-400").await?;
    assert!(matches!(bad, LlmError::Rejected { status: 400, .. }), "{bad:?}");
    let full = refused("context-too-long").await?;
    assert!(matches!(&full, LlmError::ContextTooLong { message } if message.contains("8192")), "{full:?}");
    assert!(!bad.is_retryable() && !full.is_retryable());
    Ok(())
}

#[tokio::test]
async fn a_web_page_is_no_answer() -> Tested {
    let error = refused("web-page").await?;
    assert!(matches!(error, LlmError::BadResponse { .. }), "{error:?}");
    Ok(())
}

#[tokio::test]
async fn a_redirect_is_a_wrong_address_and_is_not_followed() -> Tested {
    let error = refused("redirect").await?;
    assert!(matches!(error, LlmError::Setup(_)), "{error:?}");
    assert!(!error.is_retryable());
    Ok(())
}

#[tokio::test]
async fn an_empty_body_is_no_answer_that_broke_off() -> Tested {
    let reason = "nothing was sent".to_owned();
    assert_eq!(refused("no-content").await?, LlmError::Interrupted { reason });
    Ok(())
}

#[tokio::test]
async fn the_key_is_in_no_error_and_in_no_debug_output() -> Tested {
    let timeouts = Timeouts { first_token: Duration::from_millis(500), idle: Duration::from_millis(200), ..PATIENT };
    let scene = Scene::with(Provider::OpenAi, timeouts).await?;
    let mut failed = 0;
    for model in behaviours() {
        if let Some(error) = scene.hear(model).await.error {
            failed += 1;
            let shown = format!("{error} {error:?} {error:#?}");
            assert!(!shown.contains(OpenAiStandIn::API_KEY), "{model}: {shown}");
        }
    }
    assert!(failed >= 44, "only {failed} behaviours failed");
    let endpoint = llm::Endpoint {
        provider: Provider::OpenAi,
        base_url: String::new(),
        api_key: OpenAiStandIn::API_KEY.into(),
        models: Vec::new(),
    };
    assert!(!format!("{endpoint:?}").contains(OpenAiStandIn::API_KEY));
    Ok(())
}

#[tokio::test]
async fn nobody_listening_is_unreachable() -> Tested {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = listener.local_addr()?;
    drop(listener);
    let models = models_at(&format!("http://{address}/v1"), "", &Provider::Xai, PATIENT)?;
    let heard = hear(&models, request("xai/plain")).await;
    assert_eq!(heard.kind(), "unreachable");
    Ok(())
}

#[tokio::test]
async fn a_server_without_tls_at_an_https_address_is_unreachable() -> Tested {
    let scene = Scene::open().await?;
    let address = scene.server.base_url().replace("http:", "https:");
    let models = models_at(&address, "", &Provider::Xai, PATIENT)?;
    assert_eq!(hear(&models, request("xai/plain")).await.kind(), "unreachable");
    Ok(())
}
