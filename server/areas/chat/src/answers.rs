//! Answers: the purpose of runs in chat. A run's text becomes the message that was opened for it.

use domain::AppError;
use domain::ids::{ConversationId, MessageId};
use futures::FutureExt;
use futures::future::BoxFuture;
use llm::ChatTurn;
use markdown::VERSION;
use runs_area::{Ended, Purpose, Reading, RunKey};
use runs_domain::Part;
use server_core::db::TenantTx;
use server_core::{Error, Result};
use sqlx::PgConnection;
use sqlx::types::Json;

use super::history;

/// The next answer of a conversation.
#[derive(Debug, Clone, Copy)]
pub(super) struct Answers;

impl Purpose for Answers {
    fn name(&self) -> &'static str {
        "answer"
    }

    fn reading<'a>(&'a self, tx: &'a mut TenantTx, of: RunKey) -> BoxFuture<'a, Result<Reading>> {
        async move { history::reading(tx, message(of)?).await }.boxed()
    }

    fn turns<'a>(&'a self, tx: &'a mut TenantTx, of: RunKey) -> BoxFuture<'a, Result<Vec<ChatTurn>>> {
        async move { history::turns(tx, message(of)?).await }.boxed()
    }

    fn is_shown<'a>(&'a self, tx: &'a mut TenantTx, of: RunKey) -> BoxFuture<'a, Result<bool>> {
        async move { is_there(tx, conversation(of)?).await }.boxed()
    }

    fn ended<'a>(&'a self, tx: &'a mut PgConnection, ended: Ended<'a>) -> BoxFuture<'a, Result<Option<String>>> {
        async move {
            keep(tx, ended).await?;
            match ended.title {
                Some(title) => retitle(tx, ended, title).await,
                None => Ok(None),
            }
        }
        .boxed()
    }
}

fn message(of: RunKey) -> Result<MessageId> {
    of.message.ok_or_else(|| Error::Fault("an answer without a message".to_owned()))
}

fn conversation(of: RunKey) -> Result<ConversationId> {
    of.conversation.ok_or_else(|| AppError::NotFound.into())
}

async fn is_there(tx: &mut TenantTx, conversation: ConversationId) -> Result<bool> {
    let subject = tx.caller().subject().0;
    let is_there = sqlx::query_scalar!(
        r#"select exists (select from conversations where id = $1 and user_id = $2 and deleted_at is null) as "there!""#,
        conversation.0,
        subject
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(is_there)
}

/// Stores the run's text as the message's text.
async fn keep(tx: &mut PgConnection, ended: Ended<'_>) -> Result<()> {
    sqlx::query!(
        "update messages set content = $3, parts = $4, parts_version = $5 where organization_id = $1 and id = $2",
        ended.organization.0,
        message(ended.of)?.0,
        ended.text,
        ended.parts.map(Json) as Option<Json<&[Part]>>,
        ended.parts.map(|_| VERSION)
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Gives the conversation its better title, unless the person has chosen one meanwhile.
async fn retitle(tx: &mut PgConnection, ended: Ended<'_>, title: &str) -> Result<Option<String>> {
    let written = sqlx::query_scalar!(
        r#"update conversations set title = $3 where organization_id = $1 and id = $2 and title_by = 'auto'
           returning title as "title!""#,
        ended.organization.0,
        conversation(ended.of)?.0,
        title
    )
    .fetch_optional(tx)
    .await?;
    Ok(written)
}
