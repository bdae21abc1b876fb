//! The rows of the queries, and their conversion to what a page shows.

use chat_domain::{Author, ChatAgent, ConversationRow, MessageView};
use chrono::{DateTime, Utc};
use domain::ids::{AgentId, ConversationId, MessageId, RunId};
use markdown::{VERSION, plain_block};
use runs_area::{RunRow, Written};
use runs_domain::{Part, RunStatus};
use server_core::moments::Reader;
use server_core::{Backend, Result};
use sqlx::types::Json;
use uuid::Uuid;

/// A message with the run that wrote it, as one row.
pub(super) struct MessageRow {
    pub(super) id: Uuid,
    pub(super) seq: i32,
    pub(super) author: String,
    pub(super) content: String,
    pub(super) created_at: DateTime<Utc>,
    pub(super) run_id: Option<Uuid>,
    pub(super) status: Option<String>,
    pub(super) model: Option<String>,
    pub(super) last_seq: Option<i32>,
    pub(super) error_kind: Option<String>,
    pub(super) error_message: Option<String>,
    pub(super) retry_after_seconds: Option<i32>,
    pub(super) input_tokens: Option<i32>,
    pub(super) output_tokens: Option<i32>,
    pub(super) tokens_estimated: Option<bool>,
    /// The rendered parts, and the version of the renderer that made them.
    pub(super) parts: Option<Json<Vec<Part>>>,
    pub(super) parts_version: Option<i32>,
}

impl MessageRow {
    /// A person's message that was just written.
    pub(super) fn question(id: MessageId, seq: i32, text: &str, now: DateTime<Utc>) -> Self {
        Self::fresh(id, seq, "person", text, now)
    }

    /// The empty answer of a run that was just opened.
    pub(super) fn opening(id: MessageId, seq: i32, (run, model): (RunId, &str), now: DateTime<Utc>) -> Self {
        Self {
            run_id: Some(run.0),
            status: Some("streaming".to_owned()),
            model: Some(model.to_owned()),
            last_seq: Some(0),
            tokens_estimated: Some(false),
            ..Self::fresh(id, seq, "agent", "", now)
        }
    }

    fn fresh(id: MessageId, seq: i32, author: &str, text: &str, now: DateTime<Utc>) -> Self {
        Self {
            id: id.0,
            seq,
            author: author.to_owned(),
            content: text.to_owned(),
            created_at: now,
            run_id: None,
            status: None,
            model: None,
            last_seq: None,
            error_kind: None,
            error_message: None,
            retry_after_seconds: None,
            input_tokens: None,
            output_tokens: None,
            tokens_estimated: None,
            parts: None,
            parts_version: None,
        }
    }

    fn is_by_person(&self) -> bool {
        self.author == "person"
    }

    /// Whether its run is still writing it.
    pub(super) fn is_streaming(&self) -> bool {
        self.status.as_deref() == Some(RunStatus::Streaming.as_str())
    }

    /// Whether it is an answer whose parts are missing, or were made by another version of the renderer.
    pub(super) fn is_to_render(&self) -> bool {
        let is_kept = self.parts.is_some() && self.parts_version == Some(VERSION);
        // A run that ended without an answer may have reasoning to show.
        let may_show = !self.content.is_empty() || self.run_id.is_some();
        !self.is_by_person() && (self.is_streaming() || may_show && !is_kept)
    }

    /// Takes the parts that were just rendered.
    pub(super) fn keep(&mut self, parts: Vec<Part>) {
        self.parts = Some(Json(parts));
        self.parts_version = Some(VERSION);
    }

    /// Takes the output of its run so far.
    pub(super) fn take(&mut self, written: Written) {
        if self.is_streaming() {
            self.last_seq = Some(written.seq);
            self.content = written.text;
        }
        self.keep(written.parts);
    }

    /// The message for its reader, already rendered.
    pub(super) fn view(self, reader: Reader) -> Result<MessageView> {
        let run = self.run().map(RunRow::view).transpose()?;
        let by_person = self.is_by_person();
        let parts = if by_person {
            vec![Part::Prose { blocks: plain_block(&self.content) }]
        } else {
            self.parts.map(|parts| parts.0).unwrap_or_default()
        };
        Ok(MessageView {
            id: MessageId(self.id),
            seq: self.seq,
            author: if by_person { Author::Person } else { Author::Agent },
            parts,
            text: self.content,
            created: reader.moment(self.created_at),
            run,
        })
    }

    fn run(&self) -> Option<RunRow> {
        Some(RunRow {
            id: self.run_id?,
            status: self.status.clone()?,
            model: self.model.clone().unwrap_or_default(),
            last_seq: self.last_seq.unwrap_or_default(),
            error_kind: self.error_kind.clone(),
            error_message: self.error_message.clone(),
            retry_after_seconds: self.retry_after_seconds,
            input_tokens: self.input_tokens,
            output_tokens: self.output_tokens,
            tokens_estimated: self.tokens_estimated.unwrap_or_default(),
        })
    }
}

/// The agent as the chat shows it.
pub(super) fn chat_agent(backend: &Backend, id: Uuid, name: String, model: Option<&str>) -> ChatAgent {
    let card = backend.model_of(model);
    ChatAgent {
        id: AgentId(id),
        name,
        is_demo: card.as_ref().is_some_and(|card| card.is_demo),
        model: card.map(|card| card.label),
    }
}

/// A row of the list; a conversation without a title is shown as a new one.
pub(super) fn conversation_row(
    id: Uuid,
    title: Option<String>,
    updated_at: DateTime<Utc>,
    streaming: bool,
    reader: Reader,
) -> ConversationRow {
    ConversationRow { id: ConversationId(id), title: titled(title), updated: reader.moment(updated_at), streaming }
}

/// The title, or its placeholder.
pub(super) fn titled(title: Option<String>) -> String {
    title.unwrap_or_else(|| "New conversation".to_owned())
}
