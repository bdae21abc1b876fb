//! The JSON and SSE shapes of OpenAI's chat completions.

use serde_json::{Value, json};

use super::{answer::Answer, request::Asked};

const ID: &str = "chatcmpl-standin";
const CREATED: u32 = 1_760_000_000;

pub(super) const DONE: &str = "data: [DONE]\n\n";

pub(super) fn event(data: &Value) -> String {
    format!("data: {data}\n\n")
}

/// One chunk; `delta` is the change of the only choice.
pub(super) fn chunk(model: &str, delta: &Value, finish_reason: Option<&str>) -> Value {
    json!({
        "id": ID,
        "object": "chat.completion.chunk",
        "created": CREATED,
        "model": model,
        "choices": [{ "index": 0, "delta": delta, "logprobs": null, "finish_reason": finish_reason }],
        "usage": null,
    })
}

/// The last chunk, which has no choice and counts the tokens.
pub(super) fn usage_chunk(asked: &Asked, answer: &Answer) -> Value {
    json!({
        "id": ID,
        "object": "chat.completion.chunk",
        "created": CREATED,
        "model": asked.model,
        "choices": [],
        "usage": usage(asked, answer),
    })
}

pub(super) fn completion(asked: &Asked, answer: &Answer) -> Value {
    json!({
        "id": ID,
        "object": "chat.completion",
        "created": CREATED,
        "model": asked.model,
        "choices": [{
            "index": 0,
            "message": { "role": "assistant", "content": answer.text(), "refusal": null },
            "logprobs": null,
            "finish_reason": finish_reason(answer),
        }],
        "usage": usage(asked, answer),
    })
}

pub(super) fn finish_reason(answer: &Answer) -> &'static str {
    if answer.was_cut_short { "length" } else { "stop" }
}

pub(super) fn error(message: &str, kind: &str, param: Option<&str>, code: Option<&str>) -> Value {
    json!({ "error": { "message": message, "type": kind, "param": param, "code": code } })
}

pub(super) fn models(names: &[&str]) -> Value {
    let data: Vec<Value> = names
        .iter()
        .map(|id| json!({ "id": id, "object": "model", "created": CREATED, "owned_by": "stand-in" }))
        .collect();
    json!({ "object": "list", "data": data })
}

fn usage(asked: &Asked, answer: &Answer) -> Value {
    let (prompt, completion) = (asked.prompt_tokens(), answer.tokens.len());
    json!({
        "prompt_tokens": prompt,
        "completion_tokens": completion,
        "total_tokens": prompt + completion,
    })
}
