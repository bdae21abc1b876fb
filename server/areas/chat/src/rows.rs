//! What the queries read, and how it becomes what a page shows.

use chrono::{DateTime, Utc};
use domain::chat::{Author, ChatAgent, ConversationRow, MessageView, RunProblem, RunStatus, RunView};
use domain::ids::{AgentId, ConversationId, MessageId, RunId};
use markdown::{VERSION, plain_block};
use server_core::moments::Reader;
use server_core::{Backend, Error, Result};
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
    /// The text of a run that still writes, put together from its events.
    pub(super) so_far: Option<String>,
    /// An answer's HTML, and the version of the renderer that made it.
    pub(super) html: Option<Vec<String>>,
    pub(super) html_version: Option<i32>,
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
            so_far: None,
            html: None,
            html_version: None,
        }
    }

    /// The message's words, as far as they are written.
    pub(super) fn text(&self) -> &str {
        self.so_far.as_deref().unwrap_or(&self.content)
    }

    fn is_by_person(&self) -> bool {
        self.author == "person"
    }

    /// Whether it is an answer whose HTML is not there, or was made by another version of the renderer.
    pub(super) fn is_to_render(&self) -> bool {
        let is_kept = self.so_far.is_none() && self.html.is_some() && self.html_version == Some(VERSION);
        !self.is_by_person() && !self.text().is_empty() && !is_kept
    }

    /// Takes the HTML that was just made of its text.
    pub(super) fn keep(&mut self, html: Vec<String>) {
        self.html = Some(html);
        self.html_version = Some(VERSION);
    }

    /// The message for its reader; it is not to be rendered any more.
    pub(super) fn view(self, reader: Reader) -> Result<MessageView> {
        let run = self.run()?;
        let by_person = self.is_by_person();
        let text = self.so_far.unwrap_or(self.content);
        Ok(MessageView {
            id: MessageId(self.id),
            seq: self.seq,
            author: if by_person { Author::Person } else { Author::Agent },
            blocks: if by_person { plain_block(&text) } else { self.html.unwrap_or_default() },
            text,
            created: reader.moment(self.created_at),
            run,
        })
    }

    fn run(&self) -> Result<Option<RunView>> {
        let (Some(id), Some(status)) = (self.run_id, self.status.as_deref()) else {
            return Ok(None);
        };
        Ok(Some(RunView {
            id: RunId(id),
            status: status.parse::<RunStatus>().map_err(Error::Fault)?,
            seq: self.last_seq.unwrap_or_default(),
            model: model_label(self.model.as_deref().unwrap_or_default()),
            problem: problem(self.error_kind.clone(), self.error_message.clone(), self.retry_after_seconds),
            input_tokens: self.input_tokens,
            output_tokens: self.output_tokens,
            tokens_estimated: self.tokens_estimated.unwrap_or_default(),
        }))
    }
}

/// The problem of a run, if it had one.
pub(super) fn problem(kind: Option<String>, message: Option<String>, retry_after: Option<i32>) -> Option<RunProblem> {
    kind.map(|kind| RunProblem {
        kind,
        message: message.unwrap_or_default(),
        retry_after_seconds: retry_after.and_then(|seconds| u32::try_from(seconds).ok()),
    })
}

/// A model's name without its provider.
pub(super) fn model_label(id: &str) -> String {
    id.split_once('/').map_or(id, |(_, model)| model).to_owned()
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

/// A row of the list; a conversation without a title yet is a new one.
pub(super) fn conversation_row(
    id: Uuid,
    title: Option<String>,
    updated_at: DateTime<Utc>,
    streaming: bool,
    reader: Reader,
) -> ConversationRow {
    ConversationRow { id: ConversationId(id), title: titled(title), updated: reader.moment(updated_at), streaming }
}

/// The title, or what stands for it.
pub(super) fn titled(title: Option<String>) -> String {
    title.unwrap_or_else(|| "New conversation".to_owned())
}
