//! A conversation and its messages as the page shows them.

use chat_domain::{ConversationView, MessageView, Transcript, TranscriptQuery};
use domain::ids::ConversationId;
use domain::{AppError, Permission};
use runs_domain::Part;
use server_core::db::TenantTx;
use server_core::{Backend, Caller, Result};
use sqlx::types::Json;

use super::rendered::views;
use super::rows::{MessageRow, chat_agent, titled};

/// How many messages one page shows.
const STRETCH: usize = 30;

/// The conversation with its newest messages; somebody else's is not found.
pub async fn view(backend: &Backend, caller: &Caller, id: ConversationId) -> Result<ConversationView> {
    caller.allow(Permission::Chat)?;
    let mut tx = backend.db.tenant(caller).await?;
    let row = sqlx::query!(
        "select c.id, c.title, a.id as agent_id, a.name, a.model
         from conversations c
         join agents a on a.organization_id = c.organization_id and a.id = c.agent_id
         where c.id = $1 and c.user_id = $2 and c.deleted_at is null",
        id.0,
        caller.subject().0
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(AppError::NotFound)?;
    let query = TranscriptQuery { id, before: None, after: None };
    let transcript = stretch(backend, tx, &query).await?;
    Ok(ConversationView {
        id,
        title: titled(row.title),
        agent: chat_agent(backend, row.agent_id, row.name, row.model.as_deref()),
        transcript,
    })
}

/// A page of the conversation before or after a message.
pub async fn transcript(backend: &Backend, caller: &Caller, query: TranscriptQuery) -> Result<Transcript> {
    caller.allow(Permission::Chat)?;
    let mut tx = backend.db.tenant(caller).await?;
    own_conversation(&mut tx, query.id).await?;
    stretch(backend, tx, &query).await
}

/// Refuses a conversation that is not the caller's own, as if it did not exist.
pub(super) async fn own_conversation(tx: &mut TenantTx, id: ConversationId) -> Result<()> {
    let subject = tx.caller().subject().0;
    let found = sqlx::query_scalar!(
        "select id from conversations where id = $1 and user_id = $2 and deleted_at is null",
        id.0,
        subject
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(found.map(drop).ok_or(AppError::NotFound)?)
}

async fn stretch(backend: &Backend, mut tx: TenantTx, query: &TranscriptQuery) -> Result<Transcript> {
    let forward = query.after.is_some();
    let mut rows = rows(&mut tx, query).await?;
    let more = rows.len() > STRETCH;
    rows.truncate(STRETCH);
    if !forward {
        rows.reverse();
    }
    let (caller, reader) = (*tx.caller(), tx.reader());
    drop(tx);
    let messages = views(backend, &caller, rows, reader).await?;
    Ok(Transcript {
        has_earlier: if forward { true } else { more },
        has_later: if forward { more } else { query.before.is_some() },
        messages,
    })
}

async fn rows(tx: &mut TenantTx, query: &TranscriptQuery) -> Result<Vec<MessageRow>> {
    let rows = sqlx::query_as!(
        MessageRow,
        r#"select m.id, m.seq, m.author, m.content, m.created_at,
             r.id as "run_id?", r.status as "status?", r.model as "model?", r.last_seq as "last_seq?",
             r.error_kind, r.error_message, r.retry_after_seconds,
             r.input_tokens, r.output_tokens, r.tokens_estimated as "tokens_estimated?",
             m.parts as "parts: Json<Vec<Part>>", m.parts_version
           from messages m
           left join runs r on r.organization_id = m.organization_id and r.message_id = m.id
           where m.organization_id = app.organization_id() and m.conversation_id = $1 and m.superseded_at is null
             and ($2::int is null or m.seq < $2) and ($3::int is null or m.seq > $3)
           order by case when $3::int is null then -m.seq else m.seq end
           limit $4"#,
        query.id.0,
        query.before,
        query.after,
        i64::try_from(STRETCH + 1).unwrap_or(i64::MAX),
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows)
}

/// Consecutive messages, from the one at `seq` on; all of them, or they are not found.
pub(super) async fn messages<const COUNT: usize>(
    backend: &Backend,
    mut tx: TenantTx,
    conversation: ConversationId,
    seq: i32,
) -> Result<[MessageView; COUNT]> {
    let (after, before) = (seq - 1, seq.saturating_add(i32::try_from(COUNT).unwrap_or(i32::MAX)));
    let query = TranscriptQuery { id: conversation, before: Some(before), after: Some(after) };
    let rows = rows(&mut tx, &query).await?;
    let (caller, reader) = (*tx.caller(), tx.reader());
    drop(tx);
    let views = views(backend, &caller, rows, reader).await?;
    views.try_into().map_err(|_| AppError::NotFound.into())
}
