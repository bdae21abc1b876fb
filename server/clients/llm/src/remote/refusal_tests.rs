//! The error bodies of the providers we know, as they send them.

use serde_json::json;

use super::*;

fn refused(status: u16, body: &str) -> LlmError {
    let status = StatusCode::from_u16(status).unwrap_or_default();
    refusal(status, &HeaderMap::new(), body.as_bytes(), "sk-secret-key")
}

#[test]
fn openai_names_the_field_it_objects_to() {
    let body = json!({ "error": { "message": "Bad.", "type": "invalid_request_error", "param": "temperature", "code": null } });
    let expected = LlmError::Rejected { status: 400, param: Some("temperature".into()), message: "Bad.".into() };
    assert_eq!(refused(400, &body.to_string()), expected);
}

#[test]
fn anthropics_overload_is_a_server_error() {
    let body = json!({ "type": "error", "error": { "type": "overloaded_error", "message": "Overloaded" } });
    let expected = LlmError::Server { status: 529, retry_after: None, message: "Overloaded".into() };
    assert_eq!(refused(529, &body.to_string()), expected);
}

#[test]
fn xais_wrong_key_with_status_400_is_unauthorized() {
    let body =
        json!({ "code": "Client specified an invalid argument", "error": "Incorrect API key provided: sk***ey." });
    let message = "Incorrect API key provided: sk***ey.".into();
    assert_eq!(refused(400, &body.to_string()), LlmError::Unauthorized { status: 400, message });
}

#[test]
fn every_wording_of_a_full_context_is_recognised() {
    let bodies = [
        json!({ "error": { "message": "Too much.", "code": "context_length_exceeded" } }),
        json!({ "error": { "message": "prompt is too long: 210000 tokens > 200000 maximum" } }),
        json!({ "error": "This model's maximum prompt length is 131072 but the request contains 140000 tokens." }),
        json!({ "object": "error", "message": "This model's maximum context length is 4096 tokens.", "code": 400 }),
        json!({ "error": { "type": "exceed_context_size_error", "message": "the request exceeds the available context size" } }),
    ];
    for body in bodies {
        assert_eq!(refused(400, &body.to_string()).kind(), "context_too_long", "{body}");
    }
}

#[test]
fn a_message_that_repeats_the_key_is_shown_without_it() {
    let body = json!({ "error": { "message": "You sent sk-secret-key, why?" } });
    let error = refused(422, &body.to_string());
    assert_eq!(error.to_string(), "the provider rejected the request (status 422): You sent [key], why?");
}

#[test]
fn a_page_from_a_gateway_is_not_quoted_and_a_long_message_is_shortened() {
    let page = HeaderMap::from_iter([(header::CONTENT_TYPE, http::HeaderValue::from_static("text/html"))]);
    let error = refusal(StatusCode::BAD_GATEWAY, &page, b"<html>", "");
    let expected = LlmError::Server { status: 502, retry_after: None, message: "Bad Gateway".into() };
    assert_eq!(error, expected);
    assert_eq!(shown(&"ü ".repeat(1000), "").chars().count(), MAX_MESSAGE + 1);
}

#[test]
fn an_error_inside_a_stream_is_sorted_by_its_kind() {
    let kind = |error: Value| error_event(&error, "").kind();
    assert_eq!(kind(json!({ "type": "overloaded_error", "message": "Overloaded" })), "server");
    assert_eq!(kind(json!({ "code": 429, "message": "Slow down" })), "rate_limited");
    assert_eq!(kind(json!({ "message": "Upstream went away" })), "interrupted");
    assert_eq!(kind(json!("Upstream went away")), "interrupted");
}
