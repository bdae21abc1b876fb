//! Formats a conversation as `ChatML` tokens and trims it, oldest turns first, to the model's window.
use crate::request::{Role, Turn};
use crate::vocabulary::Vocabulary;

/// The model's training default, for a conversation without instructions of its own.
const DEFAULT_SYSTEM: &str = "You are a helpful AI assistant named SmolLM, trained by Hugging Face";

/// The tokens of one message between its markers, role line included.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Message {
    role: Role,
    head: Vec<u32>,
    body: Vec<u32>,
}

/// The pieces of the template that repeat for every message.
struct Markers {
    start: u32,
    end: u32,
    line_break: Vec<u32>,
}

impl Markers {
    fn cost(&self, message: &Message) -> usize {
        message.head.len() + message.body.len() + self.line_break.len() + 2
    }

    fn cost_all<'a>(&self, messages: impl IntoIterator<Item = &'a Message>) -> usize {
        messages.into_iter().map(|message| self.cost(message)).sum()
    }
}

/// The prompt for the next answer, at most `room` tokens long.
pub(crate) fn lay_out(vocabulary: &Vocabulary, turns: &[Turn], room: usize) -> Result<Vec<u32>, String> {
    let markers =
        Markers { start: vocabulary.turn_start(), end: vocabulary.turn_end(), line_break: vocabulary.encode("\n")? };
    let mut messages = Vec::with_capacity(turns.len() + 1);
    if turns.first().is_none_or(|turn| turn.role != Role::System) {
        messages.push(encode(vocabulary, Role::System, DEFAULT_SYSTEM)?);
    }
    for turn in turns {
        messages.push(encode(vocabulary, turn.role, &turn.text)?);
    }
    let answer_head = vocabulary.encode("assistant\n")?;
    let messages = trim(messages, room.saturating_sub(answer_head.len() + 1), &markers);
    let mut tokens = Vec::with_capacity(room);
    for message in &messages {
        tokens.push(markers.start);
        tokens.extend_from_slice(&message.head);
        tokens.extend_from_slice(&message.body);
        tokens.push(markers.end);
        tokens.extend_from_slice(&markers.line_break);
    }
    tokens.push(markers.start);
    tokens.extend_from_slice(&answer_head);
    Ok(tokens)
}

fn encode(vocabulary: &Vocabulary, role: Role, text: &str) -> Result<Message, String> {
    let name = match role {
        Role::System => "system\n",
        Role::User => "user\n",
        Role::Assistant => "assistant\n",
    };
    Ok(Message { role, head: vocabulary.encode(name)?, body: vocabulary.encode(text)? })
}

/// Drops the oldest turns until the rest fits; instructions get at most half of the room, and the
/// last turn is never dropped, only shortened.
fn trim(messages: Vec<Message>, room: usize, markers: &Markers) -> Vec<Message> {
    let (mut system, mut spoken): (Vec<_>, Vec<_>) =
        messages.into_iter().partition(|message| message.role == Role::System);
    shorten_to(&mut system, room / 2, markers);
    let left = room.saturating_sub(markers.cost_all(&system));
    let mut dropped = 0;
    while spoken.len() - dropped > 1 && markers.cost_all(spoken.iter().skip(dropped)) > left {
        dropped += 1;
    }
    // An answer without its question would only confuse.
    while dropped > 0 && spoken.len() - dropped > 1 && spoken.get(dropped).is_some_and(|m| m.role == Role::Assistant) {
        dropped += 1;
    }
    let mut spoken = spoken.split_off(dropped);
    shorten_to(&mut spoken, left, markers);
    system.extend(spoken);
    system
}

/// Cuts the middle out of the longest bodies until all fit, so that openings and closing questions stay.
fn shorten_to(messages: &mut [Message], room: usize, markers: &Markers) {
    loop {
        let excess = markers.cost_all(messages.iter()).saturating_sub(room);
        let longest = messages.iter_mut().max_by_key(|message| message.body.len());
        let Some(message) = longest.filter(|message| excess > 0 && !message.body.is_empty()) else { return };
        let kept = message.body.len().saturating_sub(excess);
        let opening = kept / 2;
        let closing = message.body.len() - (kept - opening);
        message.body.drain(opening..closing);
    }
}

#[cfg(test)]
mod tests {
    use super::{Markers, Message, Role, trim};

    const MARKERS: Markers = Markers { start: 1, end: 2, line_break: Vec::new() };

    /// Costs `length + 3` tokens.
    fn message(role: Role, first: u32, length: u32) -> Message {
        Message { role, head: vec![0], body: (first..first + length).collect() }
    }

    fn talk() -> Vec<Message> {
        vec![
            message(Role::System, 10, 7),
            message(Role::User, 100, 17),
            message(Role::Assistant, 200, 17),
            message(Role::User, 300, 7),
        ]
    }

    #[test]
    fn a_conversation_that_fits_is_left_alone() {
        assert_eq!(trim(talk(), 60, &MARKERS), talk());
    }

    #[test]
    fn the_oldest_question_goes_together_with_its_answer_and_the_instructions_stay() {
        assert_eq!(trim(talk(), 59, &MARKERS), vec![message(Role::System, 10, 7), message(Role::User, 300, 7)]);
    }

    #[test]
    fn a_last_turn_too_long_keeps_its_opening_and_its_end() {
        let trimmed = trim(vec![message(Role::System, 10, 7), message(Role::User, 0, 100)], 23, &MARKERS);
        let bodies: Vec<_> = trimmed.iter().map(|message| message.body.clone()).collect();
        assert_eq!(bodies, vec![(10..17).collect::<Vec<_>>(), vec![0, 1, 2, 3, 4, 95, 96, 97, 98, 99]]);
    }

    #[test]
    fn long_instructions_take_no_more_than_half_of_the_room() {
        let trimmed = trim(vec![message(Role::System, 0, 500), message(Role::User, 0, 500)], 100, &MARKERS);
        assert_eq!(trimmed.iter().map(|message| message.body.len()).collect::<Vec<_>>(), vec![47, 47]);
    }

    #[test]
    fn no_conversation_ever_takes_more_than_its_room() {
        for room in 6..80 {
            let cost = MARKERS.cost_all(&trim(talk(), room, &MARKERS));
            assert!(cost <= room, "{cost} tokens in room for {room}");
        }
    }
}
