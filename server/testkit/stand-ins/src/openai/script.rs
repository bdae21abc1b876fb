//! Turns a behaviour into the steps a streamed body is made of.

use std::time::Duration;

use axum::body::Bytes;
use serde_json::json;

use super::{
    answer::Answer,
    behaviour::Behaviour,
    request::Asked,
    server::Settings,
    wire::{self, DONE, chunk, event},
};

/// One step while a body is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Send(Bytes),
    Wait(Duration),
    /// Break the connection off.
    Cut,
}

const KEEP_ALIVE: &str = ": keep-alive\n\n";
/// Long enough for the bytes before to leave the machine.
const FLUSH: Duration = Duration::from_millis(20);

pub(super) fn steps(behaviour: Behaviour, asked: &Asked, settings: &Settings) -> Vec<Step> {
    if let Behaviour::Dialect(dialect) = behaviour {
        return dialect.steps(asked, settings);
    }
    let answer = answer(behaviour, asked);
    let mut script = Script { asked, answer, steps: Vec::new() };
    script.wait(settings.first_token_delay);
    script.send(&event(&chunk(&asked.model, &json!({ "role": "assistant", "content": "" }), None)));
    let middle = script.answer.tokens.len() / 2;
    let pause = match behaviour {
        Behaviour::Slow { per_token } => per_token,
        _ => settings.token_delay,
    };
    if behaviour == Behaviour::Speechless {
        script.ending(behaviour);
        return script.steps;
    }
    script.tokens(0, middle, pause);
    if script.interlude(behaviour, settings) {
        script.tokens(middle, usize::MAX, pause);
        script.ending(behaviour);
    }
    if behaviour == Behaviour::Noise { noisy(&script.steps) } else { script.steps }
}

fn answer(behaviour: Behaviour, asked: &Asked) -> Answer {
    if matches!(behaviour, Behaviour::Slow { .. }) { Answer::long(asked) } else { Answer::short(asked) }
}

struct Script<'a> {
    asked: &'a Asked,
    answer: Answer,
    steps: Vec<Step>,
}

impl Script<'_> {
    fn send(&mut self, text: &str) {
        self.steps.push(Step::Send(Bytes::copy_from_slice(text.as_bytes())));
    }

    fn wait(&mut self, pause: Duration) {
        if !pause.is_zero() {
            self.steps.push(Step::Wait(pause));
        }
    }

    fn tokens(&mut self, from: usize, to: usize, pause: Duration) {
        let model = &self.asked.model;
        let events: Vec<String> = self
            .answer
            .tokens
            .iter()
            .take(to)
            .skip(from)
            .map(|token| event(&chunk(model, &json!({ "content": token }), None)))
            .collect();
        for event in events {
            self.wait(pause);
            self.send(&event);
        }
    }

    /// The event in the middle of the answer; false when nothing follows it.
    fn interlude(&mut self, behaviour: Behaviour, settings: &Settings) -> bool {
        match behaviour {
            Behaviour::Cut => {
                self.send("data: {\"id\":\"chatcmpl-standin\",\"choi");
                self.steps.extend([Step::Wait(FLUSH), Step::Cut]);
                false
            }
            Behaviour::Silence => {
                self.steps.extend([Step::Wait(settings.silence), Step::Cut]);
                false
            }
            Behaviour::EarlyEnd => false,
            Behaviour::Filtered => {
                self.ending(behaviour);
                false
            }
            Behaviour::ErrorEvent => {
                let error = wire::error("The server is overloaded.", "overloaded_error", None, None);
                self.send(&event(&error));
                false
            }
            Behaviour::Garbage => {
                self.send("data: {\"choices\": [{\"delta\": {\"content\": oops\n\n");
                true
            }
            Behaviour::KeepAlive => {
                for _ in 0..8 {
                    self.wait(settings.keep_alive_every);
                    self.send(KEEP_ALIVE);
                }
                true
            }
            _ => true,
        }
    }

    fn ending(&mut self, behaviour: Behaviour) {
        let reason =
            if behaviour == Behaviour::Filtered { "content_filter" } else { wire::finish_reason(&self.answer) };
        if behaviour != Behaviour::WithoutFinishReason {
            self.send(&event(&chunk(&self.asked.model, &json!({}), Some(reason))));
        }
        if self.asked.wants_usage() && behaviour != Behaviour::WithoutUsage {
            self.send(&event(&wire::usage_chunk(self.asked, &self.answer)));
        }
        self.send(DONE);
    }
}

/// The same events with CRLF, comments and unknown fields, in pieces of one to seven bytes.
fn noisy(steps: &[Step]) -> Vec<Step> {
    let mut bytes = Vec::new();
    for step in steps {
        if let Step::Send(event) = step {
            bytes.extend_from_slice(
                b": OPENROUTER-LIKE PROCESSING \xf0\x9f\xa6\x80\r\n\r\nevent: message\r\nx-odd: 1\r\nid: 7\r\n",
            );
            bytes.extend(event.iter().flat_map(|byte| match byte {
                b'\n' => b"\r\n".to_vec(),
                other => vec![*other],
            }));
        }
    }
    let mut pieces = Vec::new();
    let mut rest = Bytes::from(bytes);
    for length in (1..=7).cycle() {
        if rest.is_empty() {
            break;
        }
        pieces.push(Step::Send(rest.split_to(length.min(rest.len()))));
    }
    pieces
}
