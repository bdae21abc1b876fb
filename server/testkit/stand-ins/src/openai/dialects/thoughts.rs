//! The normal answer with the model's reasoning: "Let me think of *tags*."

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
    thoughts("think-attributes", "a tag with an attribute", |told| tagged(told, "<think type=\"deep\">", "</think>")),
    thoughts("think-spaces", "tags with spaces in them", |told| tagged(told, "< think >", "</ think >\n")),
    thoughts("think-unopened", "`</think>` on a line of its own, and no `<think>`", |told| {
        tagged(told, "Okay. ", "\n</think>\n\n")
    }),
    thoughts("think-unopened-inline", "`</think>` between thoughts and answer, and no `<think>`", |told| {
        tagged(told, "Okay. ", "</think>")
    }),
    thoughts("think-preamble", "\"Sure.\" and a line end before the tag", |told| {
        tagged(told, "Sure.\n<think>", "</think>\n\n")
    }),
    thoughts("think-preamble-inline", "\"Sure.\" and a space before the tag", |told| {
        tagged(told, "Sure. <think>", "</think>\n\n")
    }),
    thoughts("analysis", "`<analysis>` instead", |told| tagged(told, "<analysis>", "</analysis>")),
    thoughts("reflection", "`<reflection>` instead", |told| tagged(told, "<reflection>\n", "\n</reflection>\n")),
    thoughts("begin-of-thought", "`<|begin_of_thought|>`, and the answer between marks too", |told| {
        wrapped(told, "<|begin_of_thought|>", "<|end_of_thought|>\n\n<|begin_of_solution|>", "<|end_of_solution|>")
    }),
    thoughts("think-answer", "`<think>`, and the answer in `<answer>`", |told| {
        wrapped(told, "<think>", "</think>\n<answer>\n", "</answer>\n")
    }),
    thoughts("think-between", "thoughts that touch the word before them", |told| {
        let mut chunks = said(told, "content", &["<think>First.</think>"]);
        let mut tokens = told.tokens();
        let rest = tokens.split_off(tokens.len().min(1));
        chunks.extend(tokens);
        chunks.extend(said(told, "content", &["<think>"]));
        chunks.extend(said(told, "content", &THOUGHT));
        chunks.extend(said(told, "content", &["</think>"]));
        chunks.extend(rest);
        chunks.extend(told.ending());
        stream(&chunks)
    }),
    thoughts("think-example", "a block of code with the tags within the thoughts", |told| {
        tagged(told, "<think>So:\n```\n<think>x</think>\n```\n", "</think>\n\n")
    }),
    thoughts("think-template", "tokens of the template at the end", |told| {
        wrapped(told, "<think>\n", "\n</think>\n\n", "<|im_end|></s>")
    }),
    thoughts("cohere", "`<|START_THINKING|>`, and the answer between marks too", |told| {
        wrapped(told, "<|START_THINKING|>", "<|END_THINKING|><|START_RESPONSE|>", "<|END_RESPONSE|>")
    }),
    thoughts("harmony", "the channels of OpenAI's open models, with all their marks", |told| {
        let close = "<|end|><|start|>assistant<|channel|>final<|message|>";
        wrapped(told, "<|channel|>analysis<|message|>", close, "<|return|>")
    }),
    thoughts("harmony-bare", "the same with the marks stripped away", |told| {
        tagged(told, "analysis", "assistantfinal")
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
    thoughts("thought-deltas", "thoughts in `content`, with `thought: true` beside it", |told| {
        let delta = |piece: &&str| told.delta(&json!({ "content": piece, "thought": true }));
        beside(told, THOUGHT.iter().map(delta).collect())
    }),
    thoughts("thought-parts", "thoughts as parts of the type `thought`", |told| {
        let part = |piece: &&str| told.delta(&json!({ "content": [{ "type": "thought", "text": piece }] }));
        beside(told, THOUGHT.iter().map(part).collect())
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

/// The same with a mark after the answer.
fn wrapped(told: &Told<'_>, open: &str, close: &str, end: &str) -> Vec<u8> {
    let mut chunks = said(told, "content", &[open]);
    chunks.extend(said(told, "content", &THOUGHT));
    chunks.extend(said(told, "content", &[close]));
    chunks.extend(told.tokens());
    chunks.extend(said(told, "content", &[end]));
    chunks.extend(told.ending());
    stream(&chunks)
}

/// These chunks, then the answer.
fn beside(told: &Told<'_>, mut chunks: Vec<Value>) -> Vec<u8> {
    chunks.extend(told.chunks());
    stream(&chunks)
}
