//! The requests that are sent, their endpoints, and the available models.

use std::path::PathBuf;

use llm::{ChatModels, ChatRequest, Endpoint, FinishReason, LlmError, Provider};
use local_llm::LocalModel;
use serde_json::json;

use crate::scene::{PATIENT, Scene, Tested, hear, models_at, request};

fn endpoint(provider: Provider, base_url: &str, model: &str) -> Endpoint {
    let models = vec![model.to_owned()];
    Endpoint { provider, base_url: base_url.into(), api_key: "key-key".into(), models }
}

#[tokio::test]
async fn the_body_the_key_and_the_request_id_arrive_as_the_api_wants_them() -> Tested {
    let scene = Scene::with(Provider::OpenAi, PATIENT).await?;
    scene.hear("plain").await;
    let sent = scene.last_request()?;
    let expected = json!({
        "model": "plain",
        "messages": [
            { "role": "system", "content": "Be brief." },
            { "role": "user", "content": "Why is the sky blue?" },
        ],
        "stream": true,
        "stream_options": { "include_usage": true },
        "temperature": 0.7,
        "max_completion_tokens": 500,
    });
    assert_eq!(sent.body, expected);
    assert!(sent.authorized);
    assert_eq!(sent.request_id.as_deref(), Some("run-1"));
    Ok(())
}

#[tokio::test]
async fn anthropic_always_gets_a_limit_and_no_temperature_above_one() -> Tested {
    let scene = Scene::with(Provider::Anthropic, PATIENT).await?;
    let warm = ChatRequest { temperature: Some(1.7), max_tokens: None, ..scene.request("plain") };
    hear(&scene.models, warm).await;
    let body = scene.last_request()?.body;
    assert_eq!(body.get("temperature"), Some(&json!(1.0)));
    assert_eq!(body.get("max_tokens"), Some(&json!(4096)));
    Ok(())
}

#[tokio::test]
async fn a_server_that_refuses_stream_options_answers_without_and_is_not_asked_again() -> Tested {
    let scene = Scene::open().await?;
    for _ in 0..2 {
        assert_eq!(scene.hear("refuse-usage").await.finish, Some(FinishReason::Stop));
    }
    let sent = scene.server.requests();
    let with_options: Vec<bool> = sent.iter().map(|request| request.body.get("stream_options").is_some()).collect();
    assert_eq!(with_options, [true, false, false]);
    Ok(())
}

#[tokio::test]
async fn a_model_that_takes_no_temperature_answers_without() -> Tested {
    let scene = Scene::with(Provider::OpenAi, PATIENT).await?;
    assert_eq!(scene.hear("refuse-temperature").await.finish, Some(FinishReason::Stop));
    assert_eq!(scene.server.requests().len(), 2);
    assert_eq!(scene.last_request()?.body.get("temperature"), None);
    Ok(())
}

#[tokio::test]
async fn a_slash_at_the_end_of_the_address_and_an_empty_key_do_no_harm() -> Tested {
    let scene = Scene::open().await?;
    let address = format!("{}/", scene.server.base_url());
    let models = models_at(&address, "", &Provider::Xai, PATIENT)?;
    let heard = hear(&models, request("xai/plain")).await;
    assert_eq!(heard.kind(), "unauthorized", "the stand-in was reached and wants a key");
    Ok(())
}

#[tokio::test]
async fn models_are_listed_with_their_provider_and_found_by_their_id() -> Tested {
    let ollama = Provider::Compatible { name: "Ollama".into() };
    let endpoints = vec![
        endpoint(Provider::OpenAi, "https://127.0.0.1:1/v1", "gpt-4o"),
        endpoint(ollama, "http://127.0.0.1:1/v1", "library/llama3:8b"),
    ];
    let absent = LocalModel::new(PathBuf::from("/nowhere/model.gguf"));
    let models = ChatModels::new(endpoints, Some(absent), PATIENT)?;
    let cards = models.available();
    let shown: Vec<(&str, &str, bool)> =
        cards.iter().map(|card| (card.id.as_str(), card.provider_label.as_str(), card.is_demo)).collect();
    let expected = [("openai/gpt-4o", "OpenAI", false), ("ollama/library/llama3:8b", "Ollama", false)];
    assert_eq!(shown, expected, "the embedded model's file is not there");

    let heard = hear(&models, request("ollama/gpt-4o")).await;
    assert_eq!(heard.error, Some(LlmError::UnknownModel("ollama/gpt-4o".into())));
    let heard = hear(&models, request("ollama/library/llama3:8b")).await;
    assert_eq!(heard.kind(), "unreachable");
    let heard = hear(&models, request("local/smollm2-135m-instruct")).await;
    assert_eq!(heard.kind(), "local");
    Ok(())
}

#[test]
fn endpoints_that_cannot_work_are_refused_at_once() {
    let refused = |endpoints| ChatModels::new(endpoints, None, PATIENT).err().map(|e| e.kind());
    let good = || endpoint(Provider::OpenAi, "https://api.openai.com/v1", "gpt-4o");
    assert_eq!(refused(vec![good()]), None);
    assert_eq!(refused(vec![good(), good()]), Some("setup"));
    let wrong = ["api.openai.com/v1", "ftp://host/v1", "https://me:secret@host/v1", "https://"];
    for address in wrong {
        assert_eq!(refused(vec![endpoint(Provider::Xai, address, "m")]), Some("setup"), "{address}");
    }
    let key = Endpoint { api_key: "line\nbreak".into(), ..good() };
    assert_eq!(refused(vec![key]), Some("setup"));
}
