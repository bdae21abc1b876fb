//! Writes the last answer again; the old one stays stored, out of sight.

use chat_domain::MessageView;
use domain::ids::{AgentId, ConversationId, MessageId, RunId};
use domain::{AppError, Permission};
use runs_area::{Opening, RunKey};
use server_core::{Backend, Caller, Result, random, usage};

use super::answers::Answers;
use super::rows::MessageRow;
use super::send::still_answering;

/// Starts another run for the same question and returns its empty message.
pub async fn retry(backend: &Backend, caller: &Caller, run: RunId) -> Result<MessageView> {
    caller.refuse_impersonation()?;
    match try_retry(backend, caller, run).await {
        Err(error) if error.constraint() == Some("runs_streaming_key") => Err(still_answering().into()),
        result => result,
    }
}

async fn try_retry(backend: &Backend, caller: &Caller, run: RunId) -> Result<MessageView> {
    caller.allow(Permission::Chat)?;
    let mut tx = backend.db.tenant(caller).await?;
    let now = tx.now();
    let row = sqlx::query!(
        r#"select r.status, m.id as message_id, m.parent_id, m.seq, m.superseded_at is not null as "superseded!",
             c.id as conversation_id, c.agent_id, c.last_seq
           from runs r
           join messages m on m.organization_id = r.organization_id and m.id = r.message_id
           join conversations c on c.organization_id = r.organization_id and c.id = r.conversation_id
           where r.id = $1 and c.user_id = $2 and c.deleted_at is null
           for update of c"#,
        run.0,
        caller.subject().0
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(AppError::NotFound)?;
    if row.status == "streaming" {
        return Err(still_answering().into());
    }
    if row.superseded || row.seq != row.last_seq {
        return Err(AppError::conflict("Only the last answer can be written anew.").into());
    }
    let conversation = ConversationId(row.conversation_id);
    let seq = row.last_seq + 1;
    sqlx::query!("update messages set superseded_at = $2 where id = $1", row.message_id, now)
        .execute(tx.conn())
        .await?;
    let id = MessageId(random::id());
    sqlx::query!(
        "with written as (
           insert into messages (id, conversation_id, parent_id, seq, author, content, created_at)
           values ($1, $2, $3, $4, 'agent', '', $5)
         )
         update conversations set last_seq = $4, leaf_id = $1, updated_at = $5 where id = $2",
        id.0,
        conversation.0,
        row.parent_id,
        seq,
        now
    )
    .execute(tx.conn())
    .await?;
    let run = RunId(random::id());
    let key = RunKey { run, conversation: Some(conversation), message: Some(id) };
    let opening = Opening { key, purpose: &Answers, agent: AgentId(row.agent_id), wants_title: false };
    let job = runs_area::open(backend, &mut tx, opening).await?;
    usage::written(&mut tx, 0, 1).await?;
    let view = MessageRow::opening(id, seq, (run, job.model()), now).view(tx.reader())?;
    tx.commit().await?;
    runs_area::start(backend, job);
    Ok(view)
}
