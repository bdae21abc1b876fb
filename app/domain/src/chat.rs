//! Conversations with agents: what is sent, what is shown, and the frames of a running answer.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::error::FieldErrors;
use crate::ids::{AgentId, ConversationId, MessageId, RunId};
use crate::moment::Moment;
use crate::pages::Cursor;
use crate::values::{ConversationTitle, Prose};

/// The longest message, in characters.
pub const MESSAGE_MAX: usize = 32_000;

/// What the composer sends. Strings that may be empty, because a plain HTML form sends it too.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewMessage {
    /// Empty for a new conversation.
    #[serde(default)]
    pub conversation: String,
    /// The agent of a new conversation; empty for the organisation's first one.
    #[serde(default)]
    pub agent: String,
    pub text: String,
    /// Made by the browser once a message, so that a repeated send finds the first; may be empty.
    #[serde(default)]
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
    /// Checks the text and reads the ids; an id that is none counts as unknown, not as absent.
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
        let conversation = errors.check("conversation", optional_id(&self.conversation)).flatten();
        let agent = errors.check("agent", optional_id(&self.agent)).flatten();
        let client_id = errors.check("client_id", optional_id(&self.client_id)).flatten();
        errors.into_result(Some(MessageSpec {
            conversation: conversation.map(ConversationId),
            agent: agent.map(AgentId),
            text,
            client_id,
        }))
    }
}

fn optional_id(text: &str) -> Result<Option<Uuid>, String> {
    match text.trim() {
        "" => Ok(None),
        id => id.parse().map(Some).map_err(|_| "This link is not complete. Open the conversation again.".to_owned()),
    }
}

/// What came of a sent message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    pub conversation: ConversationId,
    pub question: MessageView,
    pub answer: MessageView,
}

/// What renames a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneConversation {
    pub id: ConversationId,
}

/// Names one run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneRun {
    pub id: RunId,
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

/// Which part of the list; `before` is the cursor of the part above it.
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

/// Which stretch of a conversation: the newest by default, or the part before or after a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TranscriptQuery {
    pub id: ConversationId,
    /// Messages with a lower seq, the nearest ones.
    #[serde(default)]
    pub before: Option<i32>,
    /// Messages with a higher seq, the nearest ones.
    #[serde(default)]
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

/// A stretch of messages in order of `seq`.
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
    /// Sanitised HTML, one string a block of Markdown.
    pub blocks: Vec<String>,
    /// The text as it was written, to copy.
    pub text: String,
    pub created: Moment,
    /// The run that wrote it; none for a person's message.
    pub run: Option<RunView>,
}

/// Where a run stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunStatus {
    Streaming,
    Completed,
    /// By the person.
    Stopped,
    /// By an error of the model or its provider.
    Failed,
    /// The server went away in the middle.
    Interrupted,
}

impl RunStatus {
    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Streaming => "streaming",
            Self::Completed => "completed",
            Self::Stopped => "stopped",
            Self::Failed => "failed",
            Self::Interrupted => "interrupted",
        }
    }

    /// Whether nothing more will come.
    pub fn is_final(self) -> bool {
        self != Self::Streaming
    }
}

impl std::str::FromStr for RunStatus {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::Streaming, Self::Completed, Self::Stopped, Self::Failed, Self::Interrupted]
            .into_iter()
            .find(|status| status.as_str() == text)
            .ok_or_else(|| format!("unknown run status {text}"))
    }
}

/// A run as the message shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunView {
    pub id: RunId,
    pub status: RunStatus,
    /// The last event that the blocks beside it contain: where a stream goes on.
    pub seq: i32,
    pub model: String,
    /// What went wrong, in words; none unless failed or interrupted.
    pub problem: Option<RunProblem>,
    pub input_tokens: Option<i32>,
    pub output_tokens: Option<i32>,
    /// Whether the counts are our estimate, because the provider sent none.
    pub tokens_estimated: bool,
}

/// Why an answer broke off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunProblem {
    /// Stable word for programs: `unauthorized`, `rate_limited`, `timeout`, `interrupted`…
    pub kind: String,
    pub message: String,
    /// Seconds that the provider asked to wait.
    pub retry_after_seconds: Option<u32>,
}

impl RunProblem {
    /// Whether the same question may get an answer when it is asked again, with nothing else changed: a wrong key, an
    /// empty account or a full context stays what it is.
    pub fn may_pass(&self) -> bool {
        !matches!(
            self.kind.as_str(),
            "unauthorized"
                | "quota_exhausted"
                | "context_too_long"
                | "unknown_model"
                | "not_found"
                | "setup"
                | "rejected"
                | "filtered"
                | "length"
        )
    }
}

/// A frame of `GET /sse/runs/{id}`; the event's id is the seq it brings the reader to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum RunFrame {
    /// Replace the blocks from this index on. The first of them goes on from what is there: its first `keep` bytes
    /// (of UTF-8) stay.
    Blocks { from: usize, keep: usize, blocks: Vec<String> },
    /// The last frame: how it ended, the whole text to copy, and the title if it changed.
    End { run: RunView, text: String, title: Option<String> },
}

/// The blocks of an answer as the frames of one connection have made them.
#[derive(Debug, Clone, Default)]
pub struct ReceivedBlocks(Vec<String>);

impl ReceivedBlocks {
    /// Takes in [`RunFrame::Blocks`] and gives every block from `from` on, whole; nothing if a frame before is missing.
    pub fn take(&mut self, from: usize, keep: usize, blocks: Vec<String>) -> Option<&[String]> {
        let kept = match keep {
            0 if from <= self.0.len() => String::new(),
            _ => self.0.get(from)?.get(..keep)?.to_owned(),
        };
        self.0.truncate(from);
        self.0.extend(blocks);
        if let Some(first) = self.0.get_mut(from) {
            first.insert_str(0, &kept);
        }
        self.0.get(from..)
    }
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
    fn a_frame_goes_on_from_the_one_before_and_one_that_misses_it_is_noticed() {
        let mut received = ReceivedBlocks::default();
        let texts = |blocks: &[&str]| blocks.iter().map(|block| (*block).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            received.take(0, 0, texts(&["<p>One</p>", "<p>Tw</p>"])),
            Some(&*texts(&["<p>One</p>", "<p>Tw</p>"]))
        );
        assert_eq!(received.take(1, 5, texts(&["o</p>", "<hr>"])), Some(&*texts(&["<p>Two</p>", "<hr>"])));
        assert_eq!(received.take(2, 0, Vec::new()), Some(&*texts(&[])));
        assert_eq!(received.take(3, 0, texts(&["x"])), None, "a block before it is missing");
        assert_eq!(received.take(1, 99, texts(&["x"])), None, "less is there than is to stay");
        assert_eq!(received.take(0, 0, texts(&["anew"])), Some(&*texts(&["anew"])));
    }

    #[test]
    fn only_a_problem_that_may_pass_is_worth_a_retry() {
        let may_pass = |kind: &str| {
            RunProblem { kind: kind.to_owned(), message: String::new(), retry_after_seconds: None }.may_pass()
        };
        for kind in
            ["rate_limited", "server", "timeout", "interrupted", "unreachable", "bad_response", "empty", "internal"]
        {
            assert!(may_pass(kind), "{kind}");
        }
        for kind in
            ["unauthorized", "quota_exhausted", "context_too_long", "not_found", "rejected", "filtered", "length"]
        {
            assert!(!may_pass(kind), "{kind}");
        }
    }

    #[test]
    fn a_message_of_the_greatest_length_passes_and_one_more_does_not() {
        let of = |length| NewMessage { text: "ä".repeat(length), ..NewMessage::default() }.validate();
        assert!(of(MESSAGE_MAX).is_ok());
        assert!(of(MESSAGE_MAX + 1).is_err());
    }
}
