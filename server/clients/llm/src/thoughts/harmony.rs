//! Answers in channels, as models of OpenAI's harmony format write them, where a server passes the marks on:
//! `<|channel|>analysis<|message|>…<|end|><|start|>assistant<|channel|>final<|message|>…<|return|>`. Servers that strip
//! only the marks leave `analysis…assistantfinal…`.

use super::{
    Place, Step,
    marks::{Start, start},
    say,
    words::Words,
};
use crate::ChatEvent;

/// A longer header is invalid.
const MAX_HEADER: usize = 256;
const START: &str = "<|start|>";
const CHANNEL: &str = "<|channel|>";
const MESSAGE: &str = "<|message|>";
const ENDS: [&str; 3] = ["<|end|>", "<|return|>", "<|call|>"];
const BARE_ANALYSIS: &str = "analysis";
const BARE_FINAL: &str = "assistantfinal";

/// The position in such an answer.
#[derive(Debug)]
pub(super) enum Harmony {
    /// Between a mark that begins a header and the message.
    Header,
    Analysis,
    Final,
    /// After a message, before the next header.
    Between,
    /// Reasoning whose marks were stripped.
    Bare,
}

impl Harmony {
    /// Whether an answer begins like this; the header is then still to be read.
    pub(super) fn opening(text: &str) -> Start<'_> {
        match (start(text, CHANNEL), start(text, "<|start|>assistant")) {
            (Start::Whole(_), _) | (_, Start::Whole(_)) => Start::Whole(text),
            (Start::Perhaps, _) | (_, Start::Perhaps) => Start::Perhaps,
            _ => bare(text),
        }
    }

    /// At the beginning of such an answer.
    pub(super) fn new(text: &str) -> Self {
        if text.starts_with('<') { Self::Header } else { Self::Bare }
    }

    pub(super) fn read(self, text: &str, said: &mut Vec<ChatEvent>) -> Step {
        match self {
            Self::Header => header(text),
            Self::Between => between(text),
            Self::Analysis => message(self, ChatEvent::Reasoning, text, said),
            Self::Final => message(self, ChatEvent::Text, text, said),
            Self::Bare => bare_thoughts(text, said),
        }
    }

    pub(super) fn end(self, rest: &str, said: &mut Vec<ChatEvent>) {
        match self {
            // Half a header has no text, but a sentence may begin like one.
            Self::Header if rest.contains(' ') && !rest.contains(" to=") => say(said, ChatEvent::Text, rest),
            Self::Header | Self::Between => {}
            Self::Analysis | Self::Bare => say(said, ChatEvent::Reasoning, rest),
            Self::Final => say(said, ChatEvent::Text, rest),
        }
    }
}

/// A beginning that no sentence has: "analysis" directly followed by a capital.
fn bare(text: &str) -> Start<'_> {
    match text.strip_prefix(BARE_ANALYSIS) {
        Some(rest) if rest.starts_with(|letter: char| letter.is_ascii_uppercase()) => Start::Whole(rest),
        Some("") => Start::Perhaps,
        None if BARE_ANALYSIS.starts_with(text) => Start::Perhaps,
        _ => Start::Otherwise,
    }
}

fn header(text: &str) -> Step {
    let Some((header, rest)) = text.split_once(MESSAGE) else {
        // Only the last characters of these can be a part of the mark.
        if text.len() >= MAX_HEADER + MESSAGE.len() {
            return Step::Go(Place::Words(Words::plain()), text.to_owned());
        }
        return Step::Wait(Place::Harmony(Harmony::Header), text.to_owned());
    };
    if header.len() > MAX_HEADER {
        return Step::Go(Place::Words(Words::plain()), text.to_owned());
    }
    let channel = header.rsplit_once(CHANNEL).map_or("final", |(_, channel)| channel.trim());
    let harmony = if channel.starts_with("final") { Harmony::Final } else { Harmony::Analysis };
    Step::Go(Place::Harmony(harmony), rest.to_owned())
}

fn between(text: &str) -> Step {
    let visible = text.trim_start();
    let (channel, role) = (start(visible, CHANNEL), start(visible, START));
    if matches!(channel, Start::Whole(_)) || matches!(role, Start::Whole(_)) {
        return Step::Go(Place::Harmony(Harmony::Header), visible.to_owned());
    }
    if channel == Start::Perhaps || role == Start::Perhaps {
        return Step::Wait(Place::Harmony(Harmony::Between), visible.to_owned());
    }
    Step::Go(Place::Harmony(Harmony::Final), visible.to_owned())
}

/// The text of a message to its end; a header ends it as well.
fn message(harmony: Harmony, event: fn(String) -> ChatEvent, text: &str, said: &mut Vec<ChatEvent>) -> Step {
    for (at, _) in text.match_indices('<') {
        let (words, rest) = text.split_at(at);
        let marks = || ENDS.into_iter().chain([START, CHANNEL]);
        let is_header = [START, CHANNEL].iter().any(|mark| matches!(start(rest, mark), Start::Whole(_)));
        let end = ENDS.iter().find_map(|mark| match start(rest, mark) {
            Start::Whole(after) => Some(after),
            _ => None,
        });
        if is_header || end.is_some() {
            say(said, event, words);
            return Step::Go(Place::Harmony(Harmony::Between), end.unwrap_or(rest).to_owned());
        }
        if marks().any(|mark| start(rest, mark) == Start::Perhaps) {
            say(said, event, words);
            return Step::Wait(Place::Harmony(harmony), rest.to_owned());
        }
    }
    say(said, event, text);
    Step::Wait(Place::Harmony(harmony), String::new())
}

fn bare_thoughts(text: &str, said: &mut Vec<ChatEvent>) -> Step {
    for (at, _) in text.match_indices('a') {
        let (thoughts, rest) = text.split_at(at);
        if let Some(answer) = rest.strip_prefix(BARE_FINAL) {
            say(said, ChatEvent::Reasoning, thoughts);
            return Step::Go(Place::Words(Words::plain()), answer.to_owned());
        }
        if BARE_FINAL.starts_with(rest) {
            say(said, ChatEvent::Reasoning, thoughts);
            return Step::Wait(Place::Harmony(Harmony::Bare), rest.to_owned());
        }
    }
    say(said, ChatEvent::Reasoning, text);
    Step::Wait(Place::Harmony(Harmony::Bare), String::new())
}
