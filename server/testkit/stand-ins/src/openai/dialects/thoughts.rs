//! The normal answer with what the model thinks before it: "Let me think of *tags*."

use serde_json::{Value, json};

use super::{
    Dialect, Family,
    told::{Told, stream},
};

const THOUGHT: [&str; 3] = ["Let me ", "think of ", "*tags*."];

pub(super) const DIALECTS: &[Dialect] = &[
    thoughts("think", "`<think>` and `</think>` before the answer", |told| tagged(told, "<think>", "</think>\n\n")),
    thoughts("think-letters", "the same, letter by letter", |told| {
        let text = format!("<think>{}</think>\n\n{}", THOUGHT.concat(), told.answer.text());
        let mut chunks: Vec<Value> = text.chars().map(|letter| told.delta(&json!({ "content": letter }))).collect();
        chunks.extend(told.ending());
        stream(&chunks)
    }),
    thoughts("think-margin", "white space before the tag", |told| tagged(told, "\n \n<think>\n", "\n</think>\n\n")),
    thoughts("thinking", "`<thinking>` instead", |told| tagged(told, "<thinking>", "</thinking>")),
    thoughts("think-brackets", "`[THINK]` instead", |told| tagged(told, "[THINK]", "[/THINK]")),
    thoughts("think-nested", "tags within tags", |told| tagged(told, "<think>A <think>b</think> c. ", "</think>")),
    thoughts("think-spoken-of", "thoughts in which the tag is spoken of", |told| {
        tagged(told, "<think>The tag <think> and `</think>`. ", "</think>")
    }),
    thoughts("think-twice", "thoughts in two pieces", |told| {
        tagged(told, "<think>First.</think>\n<think>", "</think>\n")
    }),
    thoughts("think-open", "thoughts that nothing ends, and no answer", |told| {
        let mut chunks = said(told, "content", &["<think>"]);
        chunks.extend(said(told, "content", &THOUGHT));
        chunks.extend(told.ending());
        stream(&chunks)
    }),
    thoughts("reasoning-content", "thoughts in `reasoning_content`", |told| {
        beside(told, said(told, "reasoning_content", &THOUGHT))
    }),
    thoughts("reasoning", "thoughts in `reasoning`", |told| beside(told, said(told, "reasoning", &THOUGHT))),
    thoughts("reasoning-both", "thoughts in both fields at once", |told| {
        let both =
            |piece: &&str| told.delta(&json!({ "reasoning_content": piece, "reasoning": piece, "content": null }));
        beside(told, THOUGHT.iter().map(both).collect())
    }),
    thoughts("reasoning-parts", "thoughts as parts of `content`", |told| {
        let part = |piece: &&str| {
            let thinking = json!([{ "type": "text", "text": piece }]);
            told.delta(&json!({ "content": [{ "type": "thinking", "thinking": thinking }] }))
        };
        beside(told, THOUGHT.iter().map(part).collect())
    }),
];

const fn thoughts(name: &'static str, about: &'static str, body: fn(&Told<'_>) -> Vec<u8>) -> Dialect {
    Dialect::new(Family::Thoughts, name, about, body)
}

fn said(told: &Told<'_>, field: &str, pieces: &[&str]) -> Vec<Value> {
    pieces.iter().map(|piece| told.delta(&json!({ field: piece }))).collect()
}

fn tagged(told: &Told<'_>, open: &str, close: &str) -> Vec<u8> {
    let mut chunks = said(told, "content", &[open]);
    chunks.extend(said(told, "content", &THOUGHT));
    chunks.extend(said(told, "content", &[close]));
    beside(told, chunks)
}

/// These chunks, then the answer.
fn beside(told: &Told<'_>, mut chunks: Vec<Value>) -> Vec<u8> {
    chunks.extend(told.chunks());
    stream(&chunks)
}
