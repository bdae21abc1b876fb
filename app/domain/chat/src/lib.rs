//! Conversations with agents: what is sent, and what is shown.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use domain::error::FieldErrors;
use domain::ids::{AgentId, ConversationId, MessageId};
use domain::moment::Moment;
use domain::pages::Cursor;
use domain::values::{ConversationTitle, Prose};
use runs_domain::{Part, RunView};

/// The longest message, in characters.
pub const MESSAGE_MAX: usize = 32_000;

/// What the composer sends. Strings that may be empty, because a plain HTML form sends it too.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewMessage {
    /// Empty for a new conversation.
    pub conversation: String,
    /// The agent of a new conversation; empty for the organisation's first one.
    pub agent: String,
    pub text: String,
    /// Made by the browser once per message, so that a repeated send finds the first; may be empty.
    pub client_id: String,
}

/// A message that keeps every rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageSpec {
    pub conversation: Option<ConversationId>,
    pub agent: Option<AgentId>,
    pub text: Prose,
    pub client_id: Option<Uuid>,
}

impl NewMessage {
    /// Checks the text and parses the ids; an invalid id counts as unknown, not as absent.
    pub fn validate(&self) -> Result<MessageSpec, FieldErrors> {
        let mut errors = FieldErrors::new();
        let text = Prose::of(&self.text);
        match text.chars().count() {
            0 => errors.add("text", "Write a message first."),
            1..=MESSAGE_MAX => {}
            count => errors.add(
                "text",
                format!(
                    "This message has {count} characters; at most {MESSAGE_MAX} fit. Shorten it or send it in parts."
                ),
            ),
        }
        let conversation = errors.check("conversation", optional_id(&self.conversation, BROKEN_LINK)).flatten();
        let agent = errors.check("agent", optional_id(&self.agent, BROKEN_AGENT)).flatten();
        let client_id = errors.check("client_id", optional_id(&self.client_id, BROKEN_MESSAGE)).flatten();
        errors.into_result(Some(MessageSpec {
            conversation: conversation.map(ConversationId),
            agent: agent.map(AgentId),
            text,
            client_id,
        }))
    }
}

const BROKEN_LINK: &str = "This link is not complete. Open the conversation again.";
const BROKEN_AGENT: &str = "Choose an agent from the list.";
const BROKEN_MESSAGE: &str = "The id of this message is not a UUID. Reload the page and send it again.";

/// The id, or none where there is no text; `broken` is the error of any other text.
fn optional_id(text: &str, broken: &str) -> Result<Option<Uuid>, String> {
    match text.trim() {
        "" => Ok(None),
        id => id.parse().map(Some).map_err(|_| broken.to_owned()),
    }
}

/// The result of sending a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    pub conversation: ConversationId,
    pub question: MessageView,
    pub answer: MessageView,
}

/// What renames a conversation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RenameConversation {
    pub id: ConversationId,
    pub title: String,
}

impl RenameConversation {
    /// The title in its stored spelling.
    pub fn validate(&self) -> Result<ConversationTitle, FieldErrors> {
        ConversationTitle::parse(&self.title).map_err(|message| FieldErrors::of("title", message))
    }
}

/// Names one conversation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OneConversation {
    pub id: ConversationId,
}

/// A conversation in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConversationRow {
    pub id: ConversationId,
    pub title: String,
    pub updated: Moment,
    /// Whether an answer is being written right now.
    pub streaming: bool,
}

/// Which page of the list; `before` is the cursor of the page above it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConversationQuery {
    #[serde(default)]
    pub before: Option<Cursor>,
    /// Words that the title must contain.
    #[serde(default)]
    pub search: Option<String>,
}

/// The agent as the chat shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChatAgent {
    pub id: AgentId,
    pub name: String,
    /// The model's label, or none when no model can answer.
    pub model: Option<String>,
    /// Whether the answers come from the embedded demo model.
    pub is_demo: bool,
}

/// Which messages of a conversation: the newest by default, or those before or after a message.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TranscriptQuery {
    pub id: ConversationId,
    /// Messages with a lower seq, the nearest ones.
    pub before: Option<i32>,
    /// Messages with a higher seq, the nearest ones.
    pub after: Option<i32>,
}

/// A conversation as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConversationView {
    pub id: ConversationId,
    pub title: String,
    pub agent: ChatAgent,
    pub transcript: Transcript,
}

/// What a new conversation starts from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChatStart {
    pub agents: Vec<ChatAgent>,
    /// The person's first name, for the greeting.
    pub name: String,
    /// The organisation's own words of welcome.
    pub welcome: Option<String>,
    pub may_edit_agents: bool,
}

/// Consecutive messages in order of `seq`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transcript {
    pub messages: Vec<MessageView>,
    pub has_earlier: bool,
    pub has_later: bool,
}

/// Who wrote a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Author {
    Person,
    Agent,
}

/// A message, rendered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageView {
    pub id: MessageId,
    /// The place in the conversation, from 1.
    pub seq: i32,
    pub author: Author,
    pub parts: Vec<Part>,
    /// The text as it was written, to copy.
    pub text: String,
    pub created: Moment,
    /// The run that wrote it; none for a person's message.
    pub run: Option<RunView>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_message_is_refused_and_a_good_one_is_trimmed() {
        assert!(NewMessage::default().validate().unwrap_err().get("text").is_some());
        let spec = NewMessage { text: " Hi\0\r\nthere ".into(), ..NewMessage::default() }.validate().unwrap();
        assert_eq!((spec.text.as_str(), spec.conversation, spec.client_id), ("Hi\nthere", None, None));
    }

    #[test]
    fn a_broken_id_is_an_error_and_never_a_new_conversation() {
        let message = NewMessage { conversation: "abc".into(), text: "Hi".into(), ..NewMessage::default() };
        assert!(message.validate().unwrap_err().get("conversation").is_some());
    }

    #[test]
    fn each_broken_id_has_a_sentence_of_its_own() {
        let [conversation, agent, client_id] = ["x"; 3].map(str::to_owned);
        let message = NewMessage { conversation, agent, client_id, text: "Hi".into() };
        let errors = message.validate().unwrap_err();
        let sentences = ["conversation", "agent", "client_id"].map(|field| errors.get(field).unwrap());
        assert_eq!(sentences, [BROKEN_LINK, BROKEN_AGENT, BROKEN_MESSAGE]);
    }

    #[test]
    fn a_message_of_the_greatest_length_passes_and_one_more_does_not() {
        let of = |length| NewMessage { text: "ä".repeat(length), ..NewMessage::default() }.validate();
        assert!(of(MESSAGE_MAX).is_ok());
        assert!(of(MESSAGE_MAX + 1).is_err());
    }
}
