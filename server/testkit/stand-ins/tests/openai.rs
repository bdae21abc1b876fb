//! The parts of the OpenAI stand-in that the tests of the chat models do not reach.

use std::{error::Error, time::Duration};

use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use stand_ins::OpenAiStandIn;

type Tested = Result<(), Box<dyn Error>>;

struct Caller {
    http: Client,
    server: OpenAiStandIn,
}

impl Caller {
    async fn new() -> Result<Self, Box<dyn Error>> {
        let http = Client::builder().timeout(Duration::from_secs(20)).build()?;
        Ok(Self { http, server: OpenAiStandIn::start().await? })
    }

    async fn ask(&self, text: &str) -> reqwest::Result<reqwest::Response> {
        let body = json!({ "model": "any", "messages": [{ "role": "user", "content": text }] });
        let address = format!("{}/chat/completions", self.server.base_url());
        self.http.post(address).bearer_auth(OpenAiStandIn::API_KEY).json(&body).send().await
    }
}

#[tokio::test]
async fn a_whole_answer_comes_when_no_stream_is_asked_for() -> Tested {
    let caller = Caller::new().await?;
    let answer: Value = caller.ask("Why?").await?.json().await?;
    let text = answer.pointer("/choices/0/message/content").and_then(Value::as_str);
    assert!(text.is_some_and(|text| text.contains("*Why?*") && text.contains("| Step |")), "{answer}");
    assert_eq!(answer.pointer("/choices/0/finish_reason"), Some(&json!("stop")));
    Ok(())
}

#[tokio::test]
async fn a_marker_in_the_message_asks_for_a_fault_once() -> Tested {
    let caller = Caller::new().await?;
    let question = "Please [[once:fail-429]] help";
    let refused = caller.ask(question).await?;
    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(refused.headers().get("retry-after").map(|wait| wait.as_bytes()), Some("7".as_bytes()));
    assert_eq!(caller.ask(question).await?.status(), StatusCode::OK);
    assert_eq!(caller.ask("Now [[fail-500]]").await?.status(), StatusCode::INTERNAL_SERVER_ERROR);
    Ok(())
}

#[tokio::test]
async fn bodies_the_api_would_not_take_are_refused() -> Tested {
    let caller = Caller::new().await?;
    let address = format!("{}/chat/completions", caller.server.base_url());
    let message = json!({ "role": "user", "content": "Hi" });
    for body in [
        json!({}),
        json!({ "model": "m", "messages": [] }),
        json!({ "model": "m", "messages": [{ "role": "wizard", "content": "Hi" }] }),
        json!({ "model": "m", "messages": [message], "temperature": 2.5 }),
        json!({ "model": "m", "messages": [message], "max_tokens": 1, "max_completion_tokens": 1 }),
    ] {
        let request = caller.http.post(&address).bearer_auth(OpenAiStandIn::API_KEY).json(&body);
        assert_eq!(request.send().await?.status(), StatusCode::BAD_REQUEST, "{body}");
    }
    Ok(())
}

#[tokio::test]
async fn models_need_the_key_and_requests_are_listed_and_forgotten() -> Tested {
    let caller = Caller::new().await?;
    let base = caller.server.base_url();
    let models = caller.http.get(format!("{base}/models"));
    assert_eq!(models.send().await?.status(), StatusCode::UNAUTHORIZED);
    let models = caller.http.get(format!("{base}/models")).bearer_auth(OpenAiStandIn::API_KEY);
    let models: Value = models.send().await?.json().await?;
    assert_eq!(models.pointer("/data/0/object"), Some(&json!("model")));

    caller.ask("Hi").await?;
    let log = base.replace("/v1", "/__requests");
    let listed: Value = caller.http.get(&log).send().await?.json().await?;
    assert_eq!(listed.pointer("/0/outcome"), Some(&json!("answered")));
    assert_eq!(listed.pointer("/0/body/messages/0/content"), Some(&json!("Hi")));
    assert_eq!(caller.http.delete(&log).send().await?.status(), StatusCode::NO_CONTENT);
    assert!(caller.server.requests().is_empty());
    Ok(())
}
