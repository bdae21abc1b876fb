//! A run's row, and its conversion to what a page shows.

use domain::AppError;
use domain::ids::{ConversationId, MessageId, RunId};
use runs_domain::{RunProblem, RunStatus, RunView};
use server_core::db::TenantTx;
use server_core::{Error, Result};
use uuid::Uuid;

use super::purpose::RunKey;

/// A run as its reader sees it.
#[derive(Debug, Clone)]
pub struct RunRow {
    pub id: Uuid,
    pub status: String,
    pub model: String,
    pub last_seq: i32,
    pub error_kind: Option<String>,
    pub error_message: Option<String>,
    pub retry_after_seconds: Option<i32>,
    pub input_tokens: Option<i32>,
    pub output_tokens: Option<i32>,
    pub tokens_estimated: bool,
}

impl RunRow {
    /// A run that was just opened.
    pub fn opening(run: RunId, model: &str) -> Self {
        Self {
            id: run.0,
            status: RunStatus::Streaming.as_str().to_owned(),
            model: model.to_owned(),
            last_seq: 0,
            error_kind: None,
            error_message: None,
            retry_after_seconds: None,
            input_tokens: None,
            output_tokens: None,
            tokens_estimated: false,
        }
    }

    /// Whether more is to come.
    pub fn is_streaming(&self) -> bool {
        self.status == RunStatus::Streaming.as_str()
    }

    /// The run for its reader.
    pub fn view(self) -> Result<RunView> {
        Ok(RunView {
            id: RunId(self.id),
            status: self.status.parse().map_err(Error::Fault)?,
            seq: self.last_seq,
            model: model_label(&self.model),
            problem: problem(self.error_kind, self.error_message, self.retry_after_seconds),
            input_tokens: self.input_tokens,
            output_tokens: self.output_tokens,
            tokens_estimated: self.tokens_estimated,
        })
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
pub fn model_label(id: &str) -> String {
    id.split_once('/').map_or(id, |(_, model)| model).to_owned()
}

/// A run of the caller's own, with its purpose.
pub(super) struct OwnRun {
    pub(super) key: RunKey,
    pub(super) purpose: String,
    pub(super) row: RunRow,
}

/// The run, if it is the caller's own; somebody else's is not found.
pub(super) async fn own_run(tx: &mut TenantTx, run: RunId) -> Result<OwnRun> {
    let subject = tx.caller().subject().0;
    let row = sqlx::query!(
        "select purpose, conversation_id, message_id, status, model, last_seq, error_kind, error_message,
           retry_after_seconds, input_tokens, output_tokens, tokens_estimated
         from runs where id = $1 and user_id = $2",
        run.0,
        subject
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(AppError::NotFound)?;
    Ok(OwnRun {
        key: RunKey {
            run,
            conversation: row.conversation_id.map(ConversationId),
            message: row.message_id.map(MessageId),
        },
        purpose: row.purpose,
        row: RunRow {
            id: run.0,
            status: row.status,
            model: row.model,
            last_seq: row.last_seq,
            error_kind: row.error_kind,
            error_message: row.error_message,
            retry_after_seconds: row.retry_after_seconds,
            input_tokens: row.input_tokens,
            output_tokens: row.output_tokens,
            tokens_estimated: row.tokens_estimated,
        },
    })
}
