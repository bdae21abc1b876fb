//! The connection that brings the frames of a running answer, and what each frame does.
//! The browser itself comes back after a cut, with the last event's id; what it gives up on is healed by asking.

use std::time::Duration;

use domain::AppError;
use domain::chat::{Transcript, TranscriptQuery};
use domain::ids::RunId;
use domain::runs::{ReceivedParts, RunFrame, RunStatus, RunView};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{EventSource, MessageEvent};

use super::entry::Entry;
use super::live::Link;
use super::state::Conversation;
use crate::api::view_transcript;
use crate::browser::now_iso;

const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(20);

/// An open event source; closed when dropped.
pub struct Stream {
    source: EventSource,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_open: Closure<dyn FnMut()>,
    _on_error: Closure<dyn FnMut()>,
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.source.set_onmessage(None);
        self.source.set_onopen(None);
        self.source.set_onerror(None);
        self.source.close();
    }
}

impl Conversation {
    /// Follows the run of this message, from the event that its parts already contain.
    pub fn follow(self, entry: Entry) {
        match entry.running() {
            Some(run) => {
                self.refused.try_set(None);
                self.announced.try_set(format!("{} is answering.", self.agent_name()));
                self.connect(entry, &run, FIRST_PAUSE);
            }
            None => self.settle(),
        }
    }

    /// Follows whatever is being written when the page comes to life.
    pub fn follow_running(self) {
        let entry = self
            .entries
            .try_with_untracked(|entries| entries.iter().rev().find(|entry| entry.running().is_some()).cloned());
        if let Some(entry) = entry.flatten().filter(|entry| !self.live.follows(&entry.message)) {
            self.follow(entry);
        }
    }

    fn connect(self, entry: Entry, run: &RunView, pause: Duration) {
        let (id, seq) = (run.id, run.seq);
        match open(self, &entry, id, seq, pause) {
            Some(stream) => self.live.begin(id, entry.message, stream),
            None => self.heal_later(entry, pause),
        }
    }

    fn apply(self, entry: &Entry, received: &mut ReceivedParts, seq: i32, frame: RunFrame) {
        match frame {
            RunFrame::Parts { from, changes } => {
                if received.take(from, changes).is_some_and(|parts| entry.parts.replace(from, parts)) {
                    entry.message.update_untracked(|message| {
                        if let Some(run) = message.run.as_mut() {
                            run.seq = seq;
                        }
                    });
                } else {
                    self.live.disconnect();
                    self.heal(entry.clone(), FIRST_PAUSE);
                }
            }
            RunFrame::End { run, text, title } => {
                let last = Some(run.status);
                entry.message.update(|message| {
                    message.run = Some(run);
                    message.text = text;
                });
                if let Some(title) = title {
                    self.chats.retitle(self.id, &title);
                }
                self.ended(entry, last);
            }
        }
    }

    fn ended(self, entry: &Entry, status: Option<RunStatus>) {
        entry.ended.set(Some(now_iso()));
        self.announced.try_set(
            match status {
                Some(RunStatus::Completed) => "The answer is complete.",
                Some(RunStatus::Stopped) => "The answer was stopped.",
                _ => "The answer broke off.",
            }
            .to_owned(),
        );
        self.settle();
        self.chats.reload(false);
    }

    fn settle(self) {
        self.live.end();
        self.chats.mark(self.id, false);
    }

    /// Asks the server where the message stands, because the connection cannot say.
    fn heal(self, entry: Entry, pause: Duration) {
        self.live.set_link(Link::Lost);
        let query = TranscriptQuery { id: self.id, before: Some(entry.seq().saturating_add(1)), after: None };
        spawn_local(async move {
            let answer = view_transcript(query).await;
            // Gone from the page or healed otherwise.
            if self.live.running().is_none() {
                return;
            }
            let part = match answer {
                Ok(part) => part,
                Err(AppError::NotFound) => Transcript::default(),
                Err(_) => return self.heal_later(entry, pause),
            };
            let Some(message) = part.messages.into_iter().find(|message| message.id == entry.id()) else {
                // On another page it was written anew, or the conversation was deleted.
                self.settle();
                return self.catch_up();
            };
            let status = message.run.as_ref().map(|run| run.status);
            entry.confirm(message);
            match entry.running() {
                Some(run) => set_timeout(
                    move || {
                        if self.live.running().is_some() {
                            self.connect(entry, &run, longer(pause));
                        }
                    },
                    pause,
                ),
                None => self.ended(&entry, status),
            }
        });
    }

    fn heal_later(self, entry: Entry, pause: Duration) {
        set_timeout(
            move || {
                if self.live.running().is_some() {
                    self.heal(entry, longer(pause));
                }
            },
            pause,
        );
    }
}

fn longer(pause: Duration) -> Duration {
    (pause * 2).min(LONGEST_PAUSE)
}

fn open(conversation: Conversation, entry: &Entry, run: RunId, seq: i32, pause: Duration) -> Option<Stream> {
    let source = EventSource::new(&format!("/sse/runs/{run}?after={seq}")).ok()?;
    let on_message = {
        let (entry, mut received) = (entry.clone(), ReceivedParts::default());
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            // Each connection begins with every part, so no frame has to be weighed against what is here.
            let at = event.last_event_id().parse().unwrap_or_default();
            if let Some(frame) = event.data().as_string().and_then(|text| serde_json::from_str(&text).ok()) {
                conversation.apply(&entry, &mut received, at, frame);
            }
        })
    };
    let on_open = Closure::<dyn FnMut()>::new(move || conversation.live.set_link(Link::Open));
    let on_error = {
        let (entry, source) = (entry.clone(), source.clone());
        Closure::<dyn FnMut()>::new(move || {
            conversation.live.set_link(Link::Lost);
            if source.ready_state() == EventSource::CLOSED {
                conversation.live.disconnect();
                conversation.heal(entry.clone(), pause);
            }
        })
    };
    source.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    source.set_onopen(Some(on_open.as_ref().unchecked_ref()));
    source.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    Some(Stream { source, _on_message: on_message, _on_open: on_open, _on_error: on_error })
}
