//! The normal answer with other fields around its text.

use serde_json::{Value, json};

use super::{
    Dialect, Family,
    told::{Told, changed, stream},
};

pub(super) const DIALECTS: &[Dialect] = &[
    fields("halves", "characters beyond the first plane as two halves in two chunks", |told| halves(told, "")),
    fields("lone-half", "half a character at the end that nothing joins", |told| halves(told, "\\ud83d")),
    fields("usage-fraction", "a token count of 7.5", |told| usage(told, &json!(7.5))),
    fields("usage-negative", "a token count of -1", |told| usage(told, &json!(-1))),
    fields("usage-text", "a token count of \"7\"", |told| usage(told, &json!("7"))),
    fields("usage-null", "a token count of null", |told| usage(told, &Value::Null)),
    fields("usage-huge", "a token count of 1e308", |told| usage(told, &json!(1e308))),
    fields("usage-absurd", "a token count of 99,999,999", |told| usage(told, &json!(99_999_999))),
    fields("usage-zero", "a token count of 0", |told| usage(told, &json!(0))),
    fields("usage-begun", "a token count of 1 with the first chunk, and none later", |told| {
        let mut chunks = told.tokens();
        let counts = json!({ "prompt_tokens": told.asked.prompt_tokens(), "completion_tokens": 1 });
        if let Some(first) = chunks.first_mut() {
            set(first, "usage", counts);
        }
        chunks.push(told.finish());
        stream(&chunks)
    }),
    fields("usage-list", "token counts as a list", |told| {
        stream(&changed(told.chunks(), |chunk| set(chunk, "usage", json!([1, 2, 3]))))
    }),
    fields("finish-number", "`finish_reason: 0` until the last chunk", |told| finish(told, &json!(0))),
    fields("finish-word", "`finish_reason: \"null\"` until the last chunk", |told| finish(told, &json!("null"))),
    fields("finish-always", "`finish_reason: \"stop\"` in every chunk", |told| finish(told, &json!("stop"))),
    fields("finish-capitals", "`finish_reason` in capitals", |told| {
        let capitals = |chunk: &mut Value| set_in_choice(chunk, "finish_reason", json!("STOP"));
        let mut chunks = told.tokens();
        chunks.extend(changed(vec![told.finish()], capitals));
        chunks.push(told.usage());
        stream(&chunks)
    }),
    fields("odd-choices", "chunks between whose `choices` are `{}`, null, 7 or absent", |told| {
        let odd = [json!({ "choices": {} }), json!({ "choices": null }), json!({ "choices": 7 }), json!({ "id": "x" })];
        stream(&told.chunks().into_iter().flat_map(|chunk| [chunk].into_iter().chain(odd.clone())).collect::<Vec<_>>())
    }),
    fields("delta-number", "chunks between whose `delta` is 7", |told| {
        let odd = json!({ "choices": [{ "index": 0, "delta": 7 }] });
        stream(&told.chunks().into_iter().flat_map(|chunk| [chunk, odd.clone()]).collect::<Vec<_>>())
    }),
    fields("choices-map", "`choices` as a map instead of a list", |told| {
        stream(&changed(told.chunks(), |chunk| {
            let choice = chunk.pointer_mut("/choices/0").map(Value::take);
            set(chunk, "choices", choice.map_or(json!({}), |choice| json!({ "0": choice })));
        }))
    }),
    fields("message", "`message` in place of `delta`", |told| stream(&changed(told.chunks(), to_message))),
    fields("message-again", "a last chunk whose `message` says everything again", |told| {
        let mut chunks = told.tokens();
        chunks.push(told.completion());
        stream(&chunks)
    }),
    fields("message-grows", "messages each of which says everything so far", |told| stream(&grown(told))),
    fields("choice-mixed", "a second choice that nobody asked for, in chunks of its own", |told| {
        let other = |chunk: &Value| {
            let mut other = chunk.clone();
            set_in_choice(&mut other, "index", json!(1));
            set_in_choice(&mut other, "delta", json!({ "content": "Other words. " }));
            other
        };
        stream(&told.chunks().into_iter().flat_map(|chunk| [chunk.clone(), other(&chunk)]).collect::<Vec<_>>())
    }),
    fields("choice-beside", "a second choice that nobody asked for, before the first one in each chunk", |told| {
        let other = json!({ "index": 1, "delta": { "content": "Other words. " }, "finish_reason": "length" });
        stream(&changed(told.chunks(), |chunk| {
            if let Some(choices) = chunk.get_mut("choices").and_then(Value::as_array_mut) {
                choices.insert(0, other.clone());
            }
        }))
    }),
    fields("error-empty", "an `error` with code 0 and no message in each chunk", |told| {
        stream(&changed(told.chunks(), |chunk| set(chunk, "error", json!({ "code": 0, "message": "" }))))
    }),
    fields("base-resp", "MiniMax's envelope, which says with each chunk that all is well", |told| {
        let base = json!({ "status_code": 0, "status_msg": "success" });
        stream(&changed(told.chunks(), |chunk| set(chunk, "base_resp", base.clone())))
    }),
    fields("text", "`text` in the choice, as the API before had it", |told| {
        stream(&changed(told.chunks(), |chunk| {
            let text = chunk.pointer_mut("/choices/0/delta/content").map(Value::take).unwrap_or_default();
            set_in_choice(chunk, "text", text);
        }))
    }),
    fields("parts", "`content` as a list of parts", |told| {
        stream(&changed(told.chunks(), |chunk| {
            if let Some(content) = chunk.pointer_mut("/choices/0/delta/content") {
                *content = json!([{ "type": "text", "text": content.take() }, { "type": "image_url" }]);
            }
        }))
    }),
    fields("nan", "`NaN` where a number belongs", |told| {
        let chunks = changed(told.chunks(), |chunk| set(chunk, "score", json!("NOT A NUMBER")));
        String::from_utf8_lossy(&stream(&chunks)).replace("\"NOT A NUMBER\"", "NaN").into_bytes()
    }),
    fields("field-twice", "a field that stands in its object twice", |told| {
        String::from_utf8_lossy(&stream(&told.chunks())).replace("\"usage\":", "\"usage\":7,\"usage\":").into_bytes()
    }),
];

const fn fields(name: &'static str, about: &'static str, body: fn(&Told<'_>) -> Vec<u8>) -> Dialect {
    Dialect::new(Family::Fields, name, about, body)
}

fn set(chunk: &mut Value, field: &str, value: Value) {
    if let Some(fields) = chunk.as_object_mut() {
        fields.insert(field.to_owned(), value);
    }
}

fn set_in_choice(chunk: &mut Value, field: &str, value: Value) {
    if let Some(choice) = chunk.pointer_mut("/choices/0") {
        set(choice, field, value);
    }
}

fn to_message(chunk: &mut Value) {
    let delta = chunk.pointer_mut("/choices/0/delta").map(Value::take).unwrap_or_default();
    set_in_choice(chunk, "message", delta);
}

/// A chunk for each token, with all tokens up to it.
fn grown(told: &Told<'_>) -> Vec<Value> {
    let tokens = &told.answer.tokens;
    let until = |end: usize| tokens.iter().take(end).map(String::as_str).collect::<String>();
    let message = |end: usize| told.delta(&json!({ "content": until(end) }));
    let mut chunks = changed((1..=tokens.len()).map(message).collect(), to_message);
    chunks.extend(told.ending());
    chunks
}

fn usage(told: &Told<'_>, count: &Value) -> Vec<u8> {
    let usage = json!({ "prompt_tokens": count, "completion_tokens": count, "total_tokens": count });
    stream(&changed(told.chunks(), |chunk| set(chunk, "usage", usage.clone())))
}

fn finish(told: &Told<'_>, reason: &Value) -> Vec<u8> {
    let mut chunks = changed(told.tokens(), |chunk| set_in_choice(chunk, "finish_reason", reason.clone()));
    chunks.extend(told.ending());
    stream(&chunks)
}

/// Every non-ASCII character as its units of UTF-16, cut after each first half.
fn halves(told: &Told<'_>, end: &str) -> Vec<u8> {
    let mut literals = vec![String::new()];
    for unit in told.answer.text().encode_utf16() {
        let Some(literal) = literals.last_mut() else { continue };
        match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii_alphanumeric() || byte == b' ' => literal.push(char::from(byte)),
            _ => literal.extend(["\\u", format!("{unit:04x}").as_str()]),
        }
        if (0xd800..0xdc00).contains(&unit) {
            literals.push(String::new());
        }
    }
    literals.push(end.to_owned());
    let chunk = |literal: &String| format!("data: {{\"choices\":[{{\"delta\":{{\"content\":\"{literal}\"}}}}]}}\n\n");
    let mut body: Vec<u8> = literals.iter().map(chunk).collect::<Vec<_>>().concat().into_bytes();
    body.extend(stream(&told.ending()));
    body
}
