//! The start page's state: the agents to ask, and the first question on its way.

use chat_domain::{ChatAgent, ConversationRow, ConversationView, NewMessage, Sent, Transcript};
use domain::viewer::Viewer;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::parts::no_model;
use crate::api::send_message;
use crate::composer::{Composer, Outgoing};
use crate::list::ChatList;

/// The state and its acts; `Copy` for the handlers.
#[derive(Clone, Copy)]
pub struct StartState {
    pub agents: StoredValue<Vec<ChatAgent>>,
    /// The index of the chosen agent.
    chosen: RwSignal<usize>,
    pub composer: Composer,
    /// The first question while it is on its way.
    pub asked: RwSignal<Option<String>>,
    chats: ChatList,
}

/// The draft's identity: the next conversation in this organisation.
fn draft_place() -> String {
    let id = |viewer: &Viewer| viewer.current.as_ref().map(|current| current.id.to_string());
    let organization = kit::known_viewer().with_untracked(|viewer| viewer.as_ref().and_then(id));
    format!("new:{}", organization.unwrap_or_default())
}

impl StartState {
    /// Starts with the first agent.
    pub fn new(agents: Vec<ChatAgent>, chats: ChatList) -> Self {
        Self {
            agents: StoredValue::new(agents),
            chosen: RwSignal::new(0),
            composer: Composer::new(&draft_place()),
            asked: RwSignal::new(None),
            chats,
        }
    }

    /// Chooses the agent with this id.
    pub fn choose(&self, id: &str) {
        let at = self.agents.try_with_value(|agents| agents.iter().position(|agent| agent.id.to_string() == id));
        if let Some(at) = at.flatten() {
            self.chosen.try_set(at);
        }
    }

    /// The chosen agent, reactively.
    pub fn agent(&self) -> Option<ChatAgent> {
        let at = self.chosen.get();
        self.agents.with_value(|agents| agents.get(at).cloned())
    }

    /// Why nothing can be sent, reactively.
    pub fn blocked(&self) -> Option<String> {
        match self.agent() {
            None => Some("This organisation has no agent yet. An owner or admin can add one.".to_owned()),
            Some(agent) if agent.model.is_none() => Some(no_model(&agent.name)),
            Some(_) => None,
        }
    }

    /// Sends the first message and opens the conversation that it starts.
    pub fn send(self, outgoing: Outgoing) {
        let at = self.chosen.try_get_untracked().unwrap_or_default();
        let Some(agent) = self.agents.try_with_value(|agents| agents.get(at).cloned()).flatten() else { return };
        self.asked.try_set(Some(outgoing.message.clone()));
        spawn_local(async move {
            let form = NewMessage {
                conversation: String::new(),
                agent: agent.id.to_string(),
                text: outgoing.message.clone(),
                client_id: outgoing.id.clone(),
            };
            match send_message(form).await {
                Ok(sent) => {
                    self.composer.sent(&outgoing);
                    let path = format!("/chat/{}", sent.conversation);
                    self.hand_over(sent, agent);
                    self.chats.go.try_run(path);
                }
                Err(error) => {
                    self.asked.try_set(None);
                    self.composer.give_back(&outgoing, &error);
                }
            }
        });
    }

    /// Hands the conversation over to its page, and shows it in the list at once.
    fn hand_over(&self, sent: Sent, agent: ChatAgent) {
        let Sent { conversation: id, question, answer } = sent;
        let title = early_title(&question.text);
        let updated = question.created.clone();
        self.chats.raise(ConversationRow { id, title: title.clone(), updated, streaming: true });
        let transcript = Transcript { messages: vec![question, answer], has_earlier: false, has_later: false };
        self.chats.hand_over(ConversationView { id, title, agent, transcript });
        self.chats.reload(false);
    }
}

/// The title until the server has found one.
fn early_title(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let mut title: String = line.chars().take(60).collect();
    if title.len() < line.len() {
        title.push('…');
    }
    title
}

#[cfg(test)]
mod tests {
    use super::early_title;

    #[test]
    fn a_long_first_line_is_cut_and_the_rest_left_out() {
        assert_eq!(early_title("Hello\nthere"), "Hello");
        assert_eq!(early_title(&"ä".repeat(80)), format!("{}…", "ä".repeat(60)));
    }
}
