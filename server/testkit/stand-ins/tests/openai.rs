//! The parts of the OpenAI stand-in that the tests of the chat models do not reach.

use std::error::Error;

use serde_json::{Value, json};
use stand_ins::OpenAiStandIn;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

type Tested = Result<(), Box<dyn Error>>;

/// Speaks HTTP by hand, so that nothing between the test and the stand-in hides a fault.
async fn call(server: &OpenAiStandIn, request: &str, key: &str, body: &str) -> Result<Reply, Box<dyn Error>> {
    let host = server.base_url().trim_start_matches("http://").trim_end_matches("/v1");
    let mut connection = TcpStream::connect(host).await?;
    let length = body.len();
    let head = format!(
        "{request} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nAuthorization: Bearer {key}\r\nContent-Length: {length}"
    );
    connection.write_all(format!("{head}\r\n\r\n{body}").as_bytes()).await?;
    let mut reply = String::new();
    connection.read_to_string(&mut reply).await?;
    let (head, body) = reply.split_once("\r\n\r\n").ok_or("no head")?;
    let status = head.split(' ').nth(1).ok_or("no status")?.parse()?;
    Ok(Reply { status, head: head.to_lowercase(), body: serde_json::from_str(body).unwrap_or_default() })
}

struct Reply {
    status: u16,
    head: String,
    body: Value,
}

async fn ask(server: &OpenAiStandIn, body: &Value) -> Result<Reply, Box<dyn Error>> {
    call(server, "POST /v1/chat/completions", OpenAiStandIn::API_KEY, &body.to_string()).await
}

fn question(text: &str) -> Value {
    json!({ "model": "any", "messages": [{ "role": "user", "content": text }] })
}

#[tokio::test]
async fn a_whole_answer_comes_when_no_stream_is_asked_for() -> Tested {
    let server = OpenAiStandIn::start().await?;
    let answer = ask(&server, &question("Why?")).await?.body;
    let text = answer.pointer("/choices/0/message/content").and_then(Value::as_str);
    assert!(text.is_some_and(|text| text.contains("*Why?*") && text.contains("| Step |")), "{answer}");
    assert_eq!(answer.pointer("/choices/0/finish_reason"), Some(&json!("stop")));
    Ok(())
}

#[tokio::test]
async fn a_marker_in_the_message_asks_for_a_fault_once() -> Tested {
    let server = OpenAiStandIn::start().await?;
    let question_once = question("Please [[once:fail-429]] help");
    let refused = ask(&server, &question_once).await?;
    assert_eq!(refused.status, 429);
    assert!(refused.head.contains("retry-after: 7"), "{}", refused.head);
    assert_eq!(ask(&server, &question_once).await?.status, 200);
    assert_eq!(ask(&server, &question("Now [[fail-500]]")).await?.status, 500);
    Ok(())
}

#[tokio::test]
async fn bodies_the_api_would_not_take_are_refused() -> Tested {
    let server = OpenAiStandIn::start().await?;
    let message = json!({ "role": "user", "content": "Hi" });
    for body in [
        json!({}),
        json!({ "model": "m", "messages": [] }),
        json!({ "model": "m", "messages": [{ "role": "wizard", "content": "Hi" }] }),
        json!({ "model": "m", "messages": [message], "temperature": 2.5 }),
        json!({ "model": "m", "messages": [message], "max_tokens": 1, "max_completion_tokens": 1 }),
    ] {
        assert_eq!(ask(&server, &body).await?.status, 400, "{body}");
    }
    Ok(())
}

#[tokio::test]
async fn models_need_the_key_and_requests_are_listed_and_forgotten() -> Tested {
    let server = OpenAiStandIn::start().await?;
    assert_eq!(call(&server, "GET /v1/models", "wrong", "").await?.status, 401);
    let models = call(&server, "GET /v1/models", OpenAiStandIn::API_KEY, "").await?.body;
    assert_eq!(models.pointer("/data/0/object"), Some(&json!("model")));

    ask(&server, &question("Hi")).await?;
    let listed = call(&server, "GET /__requests", "", "").await?.body;
    assert_eq!(listed.pointer("/0/outcome"), Some(&json!("answered")));
    assert_eq!(listed.pointer("/0/body/messages/0/content"), Some(&json!("Hi")));
    assert_eq!(call(&server, "DELETE /__requests", "", "").await?.status, 204);
    assert!(server.requests().is_empty());
    Ok(())
}
