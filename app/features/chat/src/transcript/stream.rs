//! The running answer: where its frames come from, what each of them does, and how to ask for its state when none come.

use chat_domain::{Transcript, TranscriptQuery};
use domain::AppError;
use domain::ids::RunId;
use leptos::prelude::*;
use live::browser::now_iso;
use live::{Reader, Standing, Taken};
use runs_domain::{ReceivedParts, RunFrame, RunStatus};

use super::entry::Entry;
use super::state::Conversation;
use crate::api::view_transcript;

/// Applies a run's frames to the message that it writes.
#[derive(Clone)]
struct RunReader {
    conversation: Conversation,
    entry: Entry,
    run: RunId,
}

impl Reader for RunReader {
    type Frame = RunFrame;
    type Answer = Transcript;

    fn address(&self, after: i64) -> String {
        format!("/sse/runs/{}?after={after}", self.run)
    }

    fn taker(self) -> impl FnMut(i64, RunFrame) -> Taken + 'static {
        // Each connection starts with every part, so no frame needs to be compared with the current state.
        let mut received = ReceivedParts::default();
        move |seq, frame| {
            let seq = i32::try_from(seq).unwrap_or_default();
            self.conversation.apply(&self.entry, &mut received, seq, frame)
        }
    }

    async fn ask(self) -> Option<Transcript> {
        let query =
            TranscriptQuery { id: self.conversation.id, before: Some(self.entry.seq().saturating_add(1)), after: None };
        match view_transcript(query).await {
            Ok(part) => Some(part),
            Err(AppError::NotFound) => Some(Transcript::default()),
            Err(_) => None,
        }
    }

    fn heal(&self, part: Transcript) -> Standing {
        let conversation = self.conversation;
        let Some(message) = part.messages.into_iter().find(|message| message.id == self.entry.id()) else {
            // Another page requested it again, or the conversation was deleted.
            conversation.settle();
            conversation.catch_up();
            return Standing::Over;
        };
        let status = message.run.as_ref().map(|run| run.status);
        self.entry.confirm(message);
        if let Some(run) = self.entry.running() {
            return Standing::GoesOn { after: run.seq.into() };
        }
        conversation.ended(&self.entry, status);
        Standing::Over
    }
}

impl Conversation {
    /// Follows the run of this message, from the event that its parts already contain.
    pub fn follow(self, entry: Entry) {
        match entry.running() {
            Some(run) => {
                self.refused.try_set(None);
                self.announced.try_set(format!("{} is answering.", self.agent_name()));
                let message = entry.message.clone();
                let reader = RunReader { conversation: self, entry, run: run.id };
                self.live.begin(reader, message, &run);
            }
            None => self.settle(),
        }
    }

    /// Follows whatever is being written when the page is hydrated.
    pub fn follow_running(self) {
        let entry = self
            .window
            .items
            .try_with_untracked(|entries| entries.iter().rev().find(|entry| entry.running().is_some()).cloned());
        if let Some(entry) = entry.flatten().filter(|entry| !self.live.follows(&entry.message)) {
            self.follow(entry);
        }
    }

    fn apply(self, entry: &Entry, received: &mut ReceivedParts, seq: i32, frame: RunFrame) -> Taken {
        match frame {
            RunFrame::Parts { from, changes } => {
                if received.take(from, changes).is_some_and(|parts| entry.parts.replace(from, parts)) {
                    entry.message.update_untracked(|message| {
                        if let Some(run) = message.run.as_mut() {
                            run.seq = seq;
                        }
                    });
                } else {
                    return Taken::Missed;
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
        Taken::Fits
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
}
