//! The text and reasoning of an answer, assembled from its chunks.

use super::{
    chunk::{Chunk, Kind, Said},
    growth::Growth,
    letters::Letters,
};
use crate::ChatEvent;

/// The content so far.
#[derive(Debug, Default)]
pub(super) struct Voices {
    words: Voice,
    thoughts: Voice,
    /// The number of the selected choice.
    choice: Option<u64>,
    has_deltas: bool,
}

#[derive(Debug, Default)]
struct Voice {
    letters: Letters,
    messages: Growth,
    bytes: usize,
}

impl Voices {
    /// The number of the selected choice, once there is one.
    pub(super) fn choice(&self) -> Option<u64> {
        self.choice
    }

    /// The length of text and reasoning together.
    pub(super) fn bytes(&self) -> usize {
        self.words.bytes + self.thoughts.bytes
    }

    /// Whether this repeats the content so far: some servers end with a message of everything.
    pub(super) fn has_heard(&self, said: &Said<'_>) -> bool {
        said.is_message && self.has_deltas
    }

    /// The events that this chunk adds.
    pub(super) fn hear(&mut self, chunk: &Chunk<'_>, said: &Said<'_>) -> Vec<ChatEvent> {
        // The first one that begins, even without text.
        self.choice = chunk.number().or(self.choice);
        if said.pieces.is_empty() || self.has_heard(said) {
            return Vec::new();
        }
        self.has_deltas |= !said.is_message;
        if said.is_message {
            return self.messages(said, chunk.finish_reason().is_some());
        }
        let pieces = said.pieces.iter();
        pieces.filter_map(|piece| event(piece.kind, self.voice(piece.kind).say(piece.literal))).collect()
    }

    /// The text that was still waiting for more.
    pub(super) fn end(&mut self) -> Vec<ChatEvent> {
        let both = [(Kind::Thought, &mut self.thoughts), (Kind::Word, &mut self.words)];
        both.into_iter().filter_map(|(kind, voice)| event(kind, voice.end())).collect()
    }

    fn messages(&mut self, said: &Said<'_>, is_last: bool) -> Vec<ChatEvent> {
        let kinds = [Kind::Thought, Kind::Word].into_iter();
        let heard = kinds.filter_map(|kind| {
            let same = said.pieces.iter().filter(|piece| piece.kind == kind);
            let message: String = same.map(|piece| piece.literal).collect();
            let voice = self.voice(kind);
            let more = if message.is_empty() { message } else { voice.messages.take(&message, is_last) };
            event(kind, voice.say(&more))
        });
        heard.collect()
    }

    fn voice(&mut self, kind: Kind) -> &mut Voice {
        match kind {
            Kind::Word => &mut self.words,
            Kind::Thought => &mut self.thoughts,
        }
    }
}

impl Voice {
    /// The text of this literal, and of the half that waited for it.
    fn say(&mut self, literal: &str) -> String {
        let text = self.letters.read(literal);
        self.bytes += text.len();
        text
    }

    fn end(&mut self) -> String {
        let held = self.messages.end();
        self.say(&held) + &self.letters.end()
    }
}

fn event(kind: Kind, text: String) -> Option<ChatEvent> {
    let event = match kind {
        Kind::Word => ChatEvent::Text,
        Kind::Thought => ChatEvent::Reasoning,
    };
    (!text.is_empty()).then(|| event(text))
}
