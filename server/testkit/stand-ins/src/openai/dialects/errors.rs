//! Errors that servers send after a status of success.

use serde_json::{Value, json};

use super::{
    super::wire::{error, event},
    Dialect, Family, JSON,
    told::{Told, events, stream},
};

pub(super) const DIALECTS: &[Dialect] = &[
    errors("error-quota", "an empty account", |told| {
        told_as(
            told,
            &error("You exceeded your current quota.", "insufficient_quota", None, Some("insufficient_quota")),
        )
    }),
    errors("error-context", "a full context", |told| {
        told_as(told, &error("Too many tokens.", "invalid_request_error", None, Some("context_length_exceeded")))
    }),
    errors("error-filter", "a content filter", |told| {
        told_as(told, &error("The response was filtered.", "invalid_request_error", None, Some("content_filter")))
    }),
    errors("error-overloaded", "an overload, as Anthropic tells it", |told| {
        told_as(told, &json!({ "type": "error", "error": { "type": "overloaded_error", "message": "Overloaded" } }))
    }),
    errors("error-key", "a key that is no longer taken", |told| {
        told_as(told, &error("Incorrect API key provided.", "invalid_request_error", None, Some("invalid_api_key")))
    }),
    errors("error-rate", "too many requests, by number", |told| {
        told_as(told, &json!({ "error": { "code": 429, "message": "Slow down.", "retry_after": 7 } }))
    }),
    errors("error-model", "an unknown model", |told| {
        told_as(told, &error("The model 'x' does not exist.", "invalid_request_error", None, Some("model_not_found")))
    }),
    errors("error-text", "an error of nothing but words", |told| {
        told_as(told, &json!({ "error": "The runner has stopped." }))
    }),
    errors("error-line", "an error as a bare line of JSON", |told| {
        (told.first_half() + "{\"error\":\"The runner has stopped.\"}\n").into_bytes()
    }),
    errors("error-object", "an error at the top of its event, as vLLM tells it", |told| {
        told_as(told, &json!({ "object": "error", "message": "Bad token.", "type": "BadRequestError", "code": 400 }))
    }),
    errors("error-named", "an event that is named `error`", |told| {
        let body = json!({ "message": "Rate limit reached.", "type": "rate_limit_error", "retry_after": 7 });
        (told.first_half() + "event: error\n" + &event(&body)).into_bytes()
    }),
    errors("error-words", "an event that is named `error` and is no JSON", |told| {
        (told.first_half() + "event: error\ndata: Service Unavailable\n\n").into_bytes()
    }),
    errors("error-choice", "an error within the choice, beside its last words", |told| {
        told_as(
            told,
            &json!({ "choices": [{
            "delta": { "content": "" }, "finish_reason": "error", "error": { "code": 502, "message": "Upstream is gone." },
        }] }),
        )
    }),
    errors("error-finish", "`finish_reason: \"error\"` and no reason", |told| {
        told_as(told, &json!({ "choices": [{ "delta": {}, "finish_reason": "error" }] }))
    }),
    errors("error-wrapped", "an error that a gateway has wrapped", |told| {
        let inner = json!({ "error": { "code": "insufficient_quota", "message": "No credit." } });
        told_as(told, &json!({ "error": { "message": "Provider returned error", "code": 400, "error": inner } }))
    }),
    errors("error-first", "an error of JSON instead of a stream, with status 200", |_| {
        error("No credit.", "insufficient_quota", None, None).to_string().into_bytes()
    })
    .labelled(JSON),
    errors("error-detail", "an error of JSON as Python's web servers write it, with status 200", |_| {
        json!({ "detail": "Not authenticated" }).to_string().into_bytes()
    })
    .labelled(JSON),
    errors("error-string", "an event that is named `error`, of nothing but a JSON string", |told| {
        (told.first_half() + "event: error\ndata: \"Too many requests\"\n\n").into_bytes()
    }),
    errors("error-nothing", "an event that is named `error` and says nothing", |told| {
        (told.first_half() + "event: error\n\n").into_bytes()
    }),
    errors("error-exception", "an event that is named `exception`", |told| {
        let body = json!({ "message": "The model is overloaded." });
        (told.first_half() + "event: exception\n" + &event(&body)).into_bytes()
    }),
    errors("error-list", "a list of `errors`, as Cloudflare tells them", |told| {
        told_as(told, &json!({ "success": false, "errors": [{ "code": 10000, "message": "Authentication error" }] }))
    }),
    errors("error-arrears", "an account that owes money, as Alibaba tells it", |told| {
        let message = "Access denied, please make sure your account is in good standing.";
        told_as(told, &json!({ "code": "Arrearage", "message": message, "request_id": "r-1" }))
    }),
    errors("error-base-resp", "an empty account, as MiniMax tells it", |told| {
        told_as(told, &json!({ "base_resp": { "status_code": 1008 }, "choices": null }))
    }),
    errors("error-true", "`error: true` and the message beside it", |told| {
        told_as(told, &json!({ "error": true, "message": "You exceeded your current quota" }))
    }),
    errors("error-tier", "a capacity that others use up, as Mistral tells it", |told| {
        let message = "Service tier capacity exceeded for this model.";
        told_as(told, &json!({ "object": "error", "message": message, "type": "invalid_request_error", "code": null }))
    }),
    errors("error-proxy", "a bare line of a proxy's, which then hangs up", |told| {
        (told.first_half() + "upstream connect error or disconnect/reset before headers").into_bytes()
    }),
    errors("error-page", "a page of a proxy's in the middle", |told| {
        (told.first_half() + "<html>\n<head><title>502 Bad Gateway</title></head>\n</html>\n").into_bytes()
    }),
    errors("error-problem", "an error of a status and a title, as RFC 9457 has it", |told| {
        told_as(told, &json!({ "status": 401, "title": "Unauthorized" }))
    }),
    errors("error-delta", "an error within the delta", |told| {
        let error = json!({ "code": "insufficient_quota", "message": "No credit." });
        told_as(told, &json!({ "choices": [{ "delta": { "error": error } }] }))
    }),
    errors("error-pull", "an unknown model, as Ollama tells it", |told| {
        told_as(told, &json!({ "error": "model \"llama9\" not found, try pulling it first" }))
    }),
    errors("error-region", "a region that is not served", |told| {
        let message = "Country, region, or territory not supported";
        told_as(told, &error(message, "request_forbidden", None, Some("unsupported_country_region_territory")))
    }),
    errors("error-number", "an error of nothing but a number", |told| told_as(told, &json!({ "error": 429 }))),
    errors("error-delay", "a quota that comes back after 31 seconds, as Google tells it", |told| {
        let message = "You exceeded your current quota, please check your plan and billing details.";
        let details = json!([{ "@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "31s" }]);
        let error = json!({ "code": 429, "message": message, "status": "RESOURCE_EXHAUSTED", "details": details });
        told_as(told, &json!({ "error": error }))
    }),
    errors("error-wait", "a wait of 7.66 seconds that only the message names", |told| {
        let message = "Rate limit reached for model `x`. Please try again in 7.66s.";
        told_as(told, &json!({ "error": { "message": message } }))
    }),
    errors("error-silent", "nothing at all, with status 200", |_| Vec::new()),
    errors("error-commas", "chunks with a comma after the last field, which is no JSON", |told| {
        unreadable(told, "}\n", ",}\n")
    }),
    errors("error-quotes", "chunks in single quotes, which is no JSON", |told| unreadable(told, "\"", "'")),
    errors("error-comments", "chunks with a comment after each, which is no JSON", |told| {
        unreadable(told, "}\n", "} // odd\n")
    }),
];

const fn errors(name: &'static str, about: &'static str, body: fn(&Told<'_>) -> Vec<u8>) -> Dialect {
    Dialect::new(Family::Errors, name, about, body)
}

/// The answer with a change of its text that makes every chunk unreadable, and a normal end.
fn unreadable(told: &Told<'_>, from: &str, to: &str) -> Vec<u8> {
    let mut body = events(&told.tokens()).replace(from, to).into_bytes();
    body.extend(stream(&told.ending()));
    body
}

/// Half the answer, then the error as an event.
fn told_as(told: &Told<'_>, error: &Value) -> Vec<u8> {
    (told.first_half() + &event(error)).into_bytes()
}
