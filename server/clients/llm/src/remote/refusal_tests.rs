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
fn a_refusal_is_read_however_it_is_wrapped() {
    for body in [
        "\u{feff}{\"error\":{\"message\":\"Too much.\",\"code\":\"context_length_exceeded\"}}",
        "event: error\ndata: {\"error\":{\"message\":\"Too much.\",\"code\":\"context_length_exceeded\"}}\n\n",
        "[{\"error\":{\"code\":400,\"message\":\"Too much.\",\"status\":\"CONTEXT_LENGTH_EXCEEDED\"}}]",
        "{\"error\":{\"error\":{\"message\":\"Too much.\",\"code\":\"context_length_exceeded\"}}}",
    ] {
        assert_eq!(refused(400, body), LlmError::ContextTooLong { message: "Too much.".into() }, "{body}");
    }
    for body in [
        r#"{"success":false,"errors":[{"code":"context_length_exceeded","message":"Too much."}],"result":null}"#,
        r#"{"error":true,"code":"context_length_exceeded","message":"Too much."}"#,
        r#"{"errors":["Too much."],"code":"context_length_exceeded"}"#,
        r#"{"error_code":"context_length_exceeded","error_msg":"Too much."}"#,
    ] {
        assert_eq!(refused(400, body), LlmError::ContextTooLong { message: "Too much.".into() }, "{body}");
    }
    assert_eq!(refused(503, "Down.").to_string(), "the provider failed (status 503): Down.");
}

#[test]
fn what_providers_write_decides_where_their_status_does_not() {
    let kind = |status, words: &str| refused(status, &json!({ "error": { "message": words } }).to_string()).kind();
    assert_eq!(kind(400, "Your credit balance is too low to access the API."), "quota_exhausted");
    assert_eq!(kind(403, "Insufficient credits."), "quota_exhausted");
    assert_eq!(kind(400, "The response was filtered due to Azure's content management policy."), "filtered");
    assert_eq!(kind(403, "Your input was flagged."), "filtered");
    assert_eq!(kind(500, "context_length_exceeded"), "context_too_long");
    assert_eq!(kind(408, "Slow."), "server");
    assert_eq!(kind(429, "Slow down."), "rate_limited");
}

#[test]
fn an_error_inside_a_stream_is_sorted_by_its_kind() {
    let kind = |error: Value| error_event(&error, "").kind();
    assert_eq!(kind(json!({ "type": "overloaded_error", "message": "Overloaded" })), "server");
    assert_eq!(kind(json!({ "code": 429, "message": "Slow down" })), "rate_limited");
    assert_eq!(kind(json!({ "code": "rate_limit_exceeded" })), "rate_limited");
    assert_eq!(kind(json!({ "type": "insufficient_quota", "message": "No." })), "quota_exhausted");
    assert_eq!(kind(json!({ "code": "context_length_exceeded", "message": "No." })), "context_too_long");
    assert_eq!(kind(json!({ "code": "content_filter", "message": "No." })), "filtered");
    assert_eq!(kind(json!({ "code": "invalid_api_key", "message": "No." })), "unauthorized");
    assert_eq!(kind(json!({ "code": "model_not_found", "message": "No." })), "not_found");
    assert_eq!(kind(json!({ "type": "invalid_request_error", "message": "No." })), "rejected");
    assert_eq!(
        kind(json!({ "object": "error", "type": "BadRequestError", "code": 400, "message": "No." })),
        "rejected"
    );
    let wrapped = json!({ "code": 502, "message": "Provider returned error", "metadata": {}, "error": { "code": "insufficient_quota" } });
    assert_eq!(kind(wrapped), "quota_exhausted");
    let tier = "Service tier capacity exceeded for this model.";
    assert_eq!(kind(json!({ "type": "invalid_request_error", "message": tier })), "rate_limited");
    assert_eq!(kind(json!({ "error": true, "message": "You exceeded your current quota" })), "quota_exhausted");
    assert_eq!(kind(json!({ "code": "Arrearage", "message": "Access denied." })), "quota_exhausted");
    assert_eq!(kind(json!({ "code": "DataInspectionFailed" })), "filtered");
    for (code, expected) in [
        (1002, "rate_limited"),
        (1004, "unauthorized"),
        (1008, "quota_exhausted"),
        (1027, "filtered"),
        (1000, "server"),
    ] {
        assert_eq!(kind(json!({ "base_resp": { "status_code": code } })), expected, "{code}");
    }
    // The provider reported an error: nothing broke between us and it.
    assert_eq!(kind(json!({ "message": "Upstream went away" })), "server");
    assert_eq!(kind(json!("Upstream went away")), "server");
    assert_eq!(kind(json!({ "x": 1 })), "server");
}

#[test]
fn an_error_inside_a_stream_is_sorted_by_its_words() {
    let kind = |error: Value| error_event(&error, "").kind();
    assert_eq!(kind(json!({ "status": 401, "title": "Unauthorized" })), "unauthorized");
    assert_eq!(kind(json!({ "error": "model \"llama9\" not found, try pulling it first" })), "not_found");
    for status in [json!(429), json!("429"), json!([429])] {
        assert_eq!(kind(json!({ "error": status })), "rate_limited");
    }
    let region = json!({ "error": {
        "code": "unsupported_country_region_territory", "type": "request_forbidden",
        "message": "Country, region, or territory not supported", "param": null,
    } });
    let message = "Country, region, or territory not supported".to_owned();
    assert_eq!(error_event(&region, ""), LlmError::Unauthorized { status: 403, message });
    for one in [json!({ "error": { "type": "request_forbidden" } }), json!("Forbidden")] {
        assert!(!error_event(&one, "").is_retryable(), "{one}");
    }
}

#[test]
fn a_redirect_is_a_wrong_address() {
    for status in [301, 302, 307, 308] {
        assert_eq!(refused(status, "").kind(), "setup", "{status}");
    }
}

#[test]
fn a_quota_that_comes_back_after_a_wait_is_a_rate() {
    let message = "You exceeded your current quota. Please check your plan and billing details.";
    let quota = |details: Value| json!([{ "error": { "code": 429, "message": message, "status": "RESOURCE_EXHAUSTED", "details": details } }]);
    let delay = json!([{ "@type": "x/QuotaFailure" }, { "@type": "x/RetryInfo", "retryDelay": "31s" }]);
    let wait = Some(std::time::Duration::from_secs(31));
    let expected = LlmError::RateLimited { retry_after: wait, message: message.to_owned() };
    assert_eq!(error_event(&quota(delay.clone()), ""), expected);
    assert_eq!(refused(429, &quota(delay).to_string()), expected);
    assert_eq!(refused(429, &quota(json!([])).to_string()).kind(), "quota_exhausted");
    let paid = json!({ "code": "insufficient_quota", "message": "No credit. Try again in 5s." });
    assert_eq!(error_event(&paid, "").kind(), "quota_exhausted");
}

#[test]
fn a_wait_that_the_error_itself_names_is_kept() {
    for error in [json!("Please try again in 7.66s."), json!({ "error": { "message": "Please try again in 7.66s." } })]
    {
        let error = error_event(&error, "");
        assert_eq!((error.kind(), error.retry_after()), ("rate_limited", Some(std::time::Duration::from_millis(7660))));
    }
    let error = error_event(&json!({ "code": 429, "message": "Slow down", "retry_after": 2.5 }), "");
    assert_eq!(error.retry_after(), Some(std::time::Duration::from_millis(2500)));
}
