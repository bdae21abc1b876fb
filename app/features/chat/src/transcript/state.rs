//! The window of messages that the page holds, and the person's acts: send, stop, retry.

use chat_domain::{ChatAgent, ConversationView, MessageView, NewMessage, Sent};
use domain::ids::ConversationId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use live::LiveWindow;
use runs_domain::{OneRun, RunStatus};

use super::entry::Entry;
use super::live::Live;
use super::pages::{MOST, stretch};
use crate::api::{retry_run, send_message, stop_run};
use crate::composer::{Composer, Outgoing};
use crate::list::ChatList;

/// The handle to the conversation of the page; `Copy`, safe to keep in callbacks and tasks.
#[derive(Clone, Copy)]
pub struct Conversation {
    pub id: ConversationId,
    pub agent: StoredValue<ChatAgent>,
    /// The messages that the page holds.
    pub window: LiveWindow<Entry>,
    /// The running answer, with its connection.
    pub live: Live,
    /// Why an answer could not be started again or stopped.
    pub refused: RwSignal<Option<String>>,
    /// The announcement for screen readers.
    pub announced: RwSignal<String>,
    /// Counts requests to scroll to the newest message.
    pub to_latest: RwSignal<u32>,
    pub chats: ChatList,
}

impl Conversation {
    /// Starts from the server's page.
    pub fn new(view: ConversationView, chats: ChatList) -> Self {
        Self {
            id: view.id,
            agent: StoredValue::new(view.agent),
            live: Live::new(view.transcript.messages.iter().rev().find_map(running)),
            window: LiveWindow::new(stretch(view.transcript), MOST),
            refused: RwSignal::new(None),
            announced: RwSignal::new(String::new()),
            to_latest: RwSignal::new(0),
            chats,
        }
    }

    /// The newest message that the page holds.
    pub fn last(&self) -> Option<Entry> {
        self.window.items.try_with_untracked(|entries| entries.last().cloned())?
    }

    /// Whether this is the newest message of the conversation, reactively.
    pub fn is_last(&self, key: &str) -> bool {
        !self.window.edges.with(|edges| edges.has_later)
            && self.window.items.with(|entries| entries.last().is_some_and(|entry| entry.key == key))
    }

    /// The agent's name.
    pub fn agent_name(&self) -> String {
        self.agent.try_with_value(|agent| agent.name.clone()).unwrap_or_default()
    }

    /// Scrolls to the newest message.
    pub fn show_latest(&self) {
        self.to_latest.try_update(|count| *count = count.wrapping_add(1));
    }

    /// Sends a message from the composer. It appears in the transcript at once; when sending fails it returns to the
    /// composer, and a retry carries the same id, so that it cannot arrive twice.
    pub fn send(self, outgoing: Outgoing, composer: Composer) {
        self.refused.try_set(None);
        spawn_local(async move {
            self.load_newest_if_away().await;
            let seq = self.last().map_or(1, |entry| entry.seq() + 1);
            let early = Entry::early(&outgoing.id, &outgoing.message, seq);
            self.window.items.try_update(|entries| entries.push(early.clone()));
            self.show_latest();
            let form = NewMessage {
                conversation: self.id.to_string(),
                agent: String::new(),
                text: outgoing.message.clone(),
                client_id: outgoing.id.clone(),
            };
            match send_message(form).await {
                Ok(sent) => {
                    composer.sent(&outgoing);
                    self.sent(&early, sent);
                }
                Err(error) => {
                    self.window.items.try_update(|entries| entries.retain(|entry| entry.key != early.key));
                    composer.give_back(&outgoing, &error);
                    self.catch_up();
                }
            }
        });
    }

    fn sent(&self, early: &Entry, sent: Sent) {
        let Sent { question, answer, .. } = sent;
        let answer = Entry::new(answer);
        self.window.items.try_update(|entries| {
            // After a repeated send, both messages may be here already.
            entries.retain(|entry| entry.key == early.key || (entry.id() != question.id && entry.id() != answer.id()));
            entries.push(answer.clone());
            entries.sort_by_key(Entry::seq);
        });
        early.confirm(question);
        self.raise_in_list();
        self.show_latest();
        self.follow(answer);
    }

    fn raise_in_list(&self) {
        if let Some(mut row) =
            self.chats.rows.try_with_untracked(|rows| rows.iter().find(|row| row.id == self.id).cloned()).flatten()
        {
            row.streaming = true;
            self.chats.raise(row);
        }
        self.chats.reload(false);
    }

    /// The page is left: the run continues without a listener.
    pub fn leave(&self) {
        self.live.disconnect();
    }

    /// Asks the running answer to end.
    pub fn stop(self) {
        let Some(run) = self.live.running() else { return };
        if !self.live.begin_stopping() {
            return;
        }
        spawn_local(async move {
            if let Err(error) = stop_run(OneRun { id: run }).await {
                self.live.stopping_failed();
                self.refused.try_set(Some(error.to_string()));
            }
        });
    }

    /// Requests the newest answer again, in place of the existing one.
    pub fn retry(self, entry: &Entry) {
        let Some(run) = entry.run().filter(|run| run.status != RunStatus::Streaming) else { return };
        if self.live.running().is_some() || !self.live.begin_retrying() {
            return;
        }
        self.refused.try_set(None);
        let old = entry.key.clone();
        spawn_local(async move {
            let answer = retry_run(OneRun { id: run.id }).await;
            self.live.retrying_ended();
            match answer {
                Ok(message) => self.retried(&old, message),
                Err(error) => {
                    self.refused.try_set(Some(error.to_string()));
                    // The answer may have been lost, and not the request.
                    self.catch_up();
                }
            }
        });
    }

    fn retried(&self, old: &str, message: MessageView) {
        let answer = Entry::new(message);
        self.window.items.try_update(|entries| {
            entries.retain(|entry| entry.key != old && entry.key != answer.key);
            entries.push(answer.clone());
        });
        self.raise_in_list();
        self.show_latest();
        self.follow(answer);
    }
}

fn running(message: &MessageView) -> Option<domain::ids::RunId> {
    message.run.as_ref().filter(|run| !run.status.is_final()).map(|run| run.id)
}
