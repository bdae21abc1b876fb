//! The normal answer in lines and events of other forms.

use std::io::Read;

use flate2::{Compression, read::GzEncoder};
use serde_json::json;

use super::{
    super::wire::event,
    Dialect, Family, JSON,
    told::{Told, events, stream},
};

const LONGEST_LINE: usize = 5 * 1024 * 1024;

pub(super) const DIALECTS: &[Dialect] = &[
    framing("bom", "a byte order mark before the first event", |told| begun(told, "\u{feff}")),
    framing("bom-twice", "two byte order marks before the first event", |told| begun(told, "\u{feff}\u{feff}")),
    framing("space-first", "a space without width before the first event", |told| begun(told, "\u{200b}")),
    framing("nul-first", "a NUL before the first event", |told| begun(told, "\0")),
    framing("nul-between", "a NUL after each event", |told| replaced(told, "\n\n", "\n\n\0")),
    framing("empty-data", "empty `data:` lines between the events", |told| {
        replaced(told, "\n\n", "\n\ndata:\n\ndata: \n\ndata\n\n")
    }),
    framing("one-newline", "events parted by a single newline", |told| replaced(told, "\n\n", "\n")),
    framing("cr", "lines that end with CR", |told| replaced(told, "\n", "\r")),
    framing("crlf", "lines that end with CRLF", |told| replaced(told, "\n", "\r\n")),
    framing("no-last-line", "no line end after `[DONE]`", |told| {
        String::from_utf8_lossy(&stream(&told.chunks())).trim_end().as_bytes().to_vec()
    }),
    framing("no-done", "a last event without an empty line, and no `[DONE]`", |told| {
        let events: String = told.chunks().iter().map(event).collect();
        events.trim_end().as_bytes().to_vec()
    }),
    framing("left-open", "a connection that stays open after `[DONE]`", |told| stream(&told.chunks())).left_open(),
    framing("no-space", "no space after `data:`", |told| replaced(told, "data: ", "data:")),
    framing("comments", "comments, pings and unknown fields around each event", |told| {
        replaced(
            told,
            "data: ",
            ": alive\n\nevent: ping\ndata: {\"type\":\"ping\"}\n\nx-odd: 1\nretry: 5\nid: 7\nevent: message\ndata: ",
        )
    }),
    framing("several-lines", "events whose data is written over several lines", |told| {
        let lines = |value| serde_json::to_string_pretty(value).unwrap_or_default().replace('\n', "\ndata: ");
        let events: Vec<String> = told.chunks().iter().map(|chunk| format!("data: {}\n\n", lines(chunk))).collect();
        (events.concat() + "data: [DONE]\n\n").into_bytes()
    }),
    framing("json-lines", "a chunk of bare JSON on each line", |told| replaced(told, "data: ", "")),
    framing("json-list", "all chunks as one list of JSON", |told| {
        serde_json::to_vec_pretty(&told.chunks()).unwrap_or_default()
    })
    .labelled(JSON),
    framing("json-label", "a real stream that is labelled as JSON", |told| stream(&told.chunks())).labelled(JSON),
    framing("page-label", "a real stream that is labelled as a web page", |told| stream(&told.chunks()))
        .labelled("text/html; charset=utf-8"),
    framing("whole", "a whole answer of JSON instead of a stream", |told| told.completion().to_string().into_bytes())
        .labelled(JSON),
    framing("whole-pretty", "a whole answer over many lines, labelled as a stream", |told| {
        serde_json::to_vec_pretty(&told.completion()).unwrap_or_default()
    }),
    framing("whole-event", "a whole answer as the only event of a stream", |told| stream(&[told.completion()])),
    framing("whole-bare", "a whole answer of JSON that does not say why it ended", |told| {
        json!({ "choices": [{ "message": { "content": told.answer.text() } }] }).to_string().into_bytes()
    })
    .labelled(JSON),
    framing("whole-null", "a whole answer of JSON with `finish_reason: null` and a count of tokens", |told| {
        let choice = json!({ "message": { "content": told.answer.text() }, "finish_reason": null });
        json!({ "choices": [choice], "usage": told.usage().get("usage") }).to_string().into_bytes()
    })
    .labelled(JSON),
    framing("whole-text", "a whole answer of JSON as the API before sent it", |told| {
        let choices = json!([{ "text": told.answer.text() }]);
        json!({ "object": "text_completion", "choices": choices }).to_string().into_bytes()
    })
    .labelled(JSON),
    framing("malformed", "lines between the events that cannot be read", |told| {
        replaced(told, "\n\n", "\n\ndata: {\"choices\": [{\"delta\": oops\n\noops\n\ndata: {\"\n\n{\"a\n\n")
    }),
    framing("long-line", "a line of five million letters between the events", |told| {
        let mut body = stream(&told.tokens());
        body.extend_from_slice(b"data: {\"choices\":[{\"delta\":{\"content\":\"");
        body.resize(body.len() + LONGEST_LINE, b'x');
        body.extend_from_slice(b"\"}}]}\n\n");
        body.extend(stream(&told.ending()));
        body
    }),
    framing("bom-in-data", "a byte order mark before the data of each event", |told| {
        replaced(told, "data: ", "data: \u{feff}")
    }),
    framing("data-twice", "`data: data: ` before each chunk", |told| replaced(told, "data: ", "data: data: ")),
    framing("lost-newlines", "events without line ends between them, by threes", |told| {
        let events: Vec<String> =
            told.chunks().chunks(3).map(|three| events(three).replace("\n\n", "") + "\n\n").collect();
        (events.concat() + "data: [DONE]\n\n").into_bytes()
    }),
    framing("event-done", "`event: done` in place of a finish reason and `[DONE]`", |told| {
        unfinished(told, "event: done\ndata: {}\n\n")
    }),
    framing("done-bare", "`DONE` without brackets, and no finish reason", |told| unfinished(told, "data: DONE\n\n")),
    framing("done-object", "`{\"done\": true}` in place of a finish reason and `[DONE]`", |told| {
        unfinished(told, "data: {\"done\": true}\n\n")
    }),
    framing("error-empty-line", "a line `error:` that tells of no error, beside each event", |told| {
        replaced(told, "data: ", "error: {\"code\":0,\"message\":\"\"}\ndata: ")
    }),
    framing("gzip", "packed with gzip, which nobody asked for", |told| packed(&stream(&told.chunks())))
        .packed_as("gzip"),
    framing("gzip-unlabelled", "packed with gzip, which no header says", |told| packed(&stream(&told.chunks()))),
    framing("not-utf8", "bytes that are no UTF-8, and characters cut into two events", not_utf8),
];

const fn framing(name: &'static str, about: &'static str, body: fn(&Told<'_>) -> Vec<u8>) -> Dialect {
    Dialect::new(Family::Framing, name, about, body)
}

/// The stream after these signs.
fn begun(told: &Told<'_>, signs: &str) -> Vec<u8> {
    [signs.as_bytes(), &stream(&told.chunks())].concat()
}

/// The stream with a part of its framing replaced; no chunk contains that text.
fn replaced(told: &Told<'_>, from: &str, to: &str) -> Vec<u8> {
    String::from_utf8_lossy(&stream(&told.chunks())).replace(from, to).into_bytes()
}

/// The text and the count, and another end than the usual one.
fn unfinished(told: &Told<'_>, end: &str) -> Vec<u8> {
    let mut chunks = told.tokens();
    chunks.push(told.usage());
    (events(&chunks) + end).into_bytes()
}

fn packed(body: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    let read = GzEncoder::new(body, Compression::default()).read_to_end(&mut packed);
    // Reading from memory never fails.
    if read.is_err() { Vec::new() } else { packed }
}

fn not_utf8(told: &Told<'_>) -> Vec<u8> {
    let mut body = b": \xff\xfe\n\n".to_vec();
    for token in &told.answer.tokens {
        let literal = serde_json::to_string(token).unwrap_or_default();
        let literal = literal.trim_matches('"').as_bytes();
        let cut = literal.iter().position(|byte| *byte >= 0xf0).map_or(literal.len(), |at| at + 2);
        let (first, rest) = literal.split_at(cut.min(literal.len()));
        for part in [first, rest] {
            body.extend_from_slice(b"data: {\"choices\":[{\"delta\":{\"content\":\"");
            body.extend_from_slice(part);
            body.extend_from_slice(b"\"}}]}\n\n");
        }
    }
    body.extend(stream(&told.ending()));
    body
}
