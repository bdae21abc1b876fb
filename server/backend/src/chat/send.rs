//! Takes a message and starts the run that answers it.

use domain::chat::{MessageSpec, NewMessage, Sent};
use domain::ids::{AgentId, ConversationId, MessageId, RunId};
use domain::{AppError, FieldErrors, Permission};
use uuid::Uuid;

use super::runs::{self, Answer};
use super::view::{message, own_conversation};
use crate::db::TenantTx;
use crate::{Backend, Caller, Result, random, usage};

/// Stores the message and the empty answer in one transaction and starts the run.
/// A repeat of the same `client_id` gives what the first one gave, and starts nothing.
pub async fn send(backend: &Backend, caller: &Caller, form: NewMessage) -> Result<Sent> {
    caller.allow(Permission::Chat)?;
    let spec = form.validate()?;
    match try_send(backend, caller, &spec).await {
        Err(error) if error.constraint() == Some("messages_client_id_key") => {
            let mut tx = backend.db.tenant(caller).await?;
            earlier(&mut tx, &spec).await?.ok_or_else(|| AppError::NotFound.into())
        }
        Err(error) if error.constraint() == Some("runs_streaming_key") => Err(still_answering().into()),
        result => result,
    }
}

async fn try_send(backend: &Backend, caller: &Caller, spec: &MessageSpec) -> Result<Sent> {
    let mut tx = backend.db.tenant(caller).await?;
    if let Some(sent) = earlier(&mut tx, spec).await? {
        return Ok(sent);
    }
    let place = match spec.conversation {
        Some(id) => continue_in(&mut tx, id).await?,
        None => begin(&mut tx, spec).await?,
    };
    let question = write_message(&mut tx, &place, place.last_seq + 1, Some(spec)).await?;
    let answer = write_message(&mut tx, &place, place.last_seq + 2, None).await?;
    let agent = runs::agent(&mut tx, place.agent).await?;
    let run = RunId(random::id());
    let answer =
        Answer { run, message: answer, conversation: place.id, until_seq: place.last_seq + 1, titles: place.fresh };
    let job = runs::open(backend, &mut tx, answer, agent).await?;
    usage::written(&mut tx, i32::from(place.fresh), 2).await?;
    let zone = own_conversation(&mut tx, place.id).await?;
    let sent = Sent {
        conversation: place.id,
        question: message(&mut tx, place.id, place.last_seq + 1, zone).await?,
        answer: message(&mut tx, place.id, place.last_seq + 2, zone).await?,
    };
    debug_assert_eq!(sent.question.id, question);
    tx.commit().await?;
    runs::start(backend, job);
    Ok(sent)
}

/// Where a message goes.
struct Place {
    id: ConversationId,
    agent: AgentId,
    last_seq: i32,
    fresh: bool,
}

/// Locks the caller's own conversation, so that two messages cannot take one place.
async fn continue_in(tx: &mut TenantTx, id: ConversationId) -> Result<Place> {
    let subject = tx.caller().subject().0;
    let now = tx.now();
    let row = sqlx::query!(
        r#"update conversations c set last_seq = last_seq + 2, updated_at = $3
           where id = $1 and user_id = $2 and deleted_at is null
           returning agent_id, last_seq,
             exists (select from runs r where r.conversation_id = c.id and r.status = 'streaming') as "streaming!""#,
        id.0,
        subject,
        now
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(AppError::NotFound)?;
    if row.streaming {
        return Err(still_answering().into());
    }
    Ok(Place { id, agent: AgentId(row.agent_id), last_seq: row.last_seq - 2, fresh: false })
}

async fn begin(tx: &mut TenantTx, spec: &MessageSpec) -> Result<Place> {
    let subject = tx.caller().subject().0;
    let now = tx.now();
    let agent = sqlx::query_scalar!(
        "select id from agents where $1::uuid is null or id = $1 order by created_at, id limit 1",
        spec.agent.map(|agent| agent.0)
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or_else(|| FieldErrors::of("agent", "This agent is no longer here. Choose another one."))?;
    let id = random::id();
    sqlx::query!(
        "insert into conversations (id, user_id, agent_id, title, last_seq, created_at, updated_at)
         values ($1, $2, $3, $4, 2, $5, $5)",
        id,
        subject,
        agent,
        title_of(&spec.text),
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(Place { id: ConversationId(id), agent: AgentId(agent), last_seq: 0, fresh: true })
}

async fn write_message(tx: &mut TenantTx, place: &Place, seq: i32, spec: Option<&MessageSpec>) -> Result<MessageId> {
    let id = random::id();
    let now = tx.now();
    sqlx::query!(
        "insert into messages (id, conversation_id, seq, author, content, client_id, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        id,
        place.id.0,
        seq,
        if spec.is_some() { "person" } else { "agent" },
        spec.map(|spec| spec.text.as_str()).unwrap_or_default(),
        spec.and_then(|spec| spec.client_id),
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(MessageId(id))
}

/// What an earlier send of the same message gave.
async fn earlier(tx: &mut TenantTx, spec: &MessageSpec) -> Result<Option<Sent>> {
    let Some(client_id) = spec.client_id else { return Ok(None) };
    let Some((conversation, seq)) = find_by_client_id(tx, client_id).await? else { return Ok(None) };
    let zone = own_conversation(tx, conversation).await?;
    Ok(Some(Sent {
        conversation,
        question: message(tx, conversation, seq, zone).await?,
        answer: message(tx, conversation, seq + 1, zone).await?,
    }))
}

async fn find_by_client_id(tx: &mut TenantTx, client_id: Uuid) -> Result<Option<(ConversationId, i32)>> {
    let row = sqlx::query!(
        "select conversation_id, seq from messages where organization_id = app.organization_id() and client_id = $1",
        client_id
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|row| (ConversationId(row.conversation_id), row.seq)))
}

pub(super) fn still_answering() -> AppError {
    AppError::conflict("An answer is still being written here. Wait for it, or stop it, and send again.")
}

/// A title from the first words of the first message, until a better one comes.
fn title_of(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let words = line.trim_start_matches(['#', '>', '-', '*', ' ']);
    let words = if words.is_empty() { line } else { words };
    if words.chars().count() <= LONGEST {
        return words.to_owned();
    }
    let cut: String = words.chars().take(LONGEST).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{}…", whole.trim_end_matches([',', '.', ';', ':', '-', '–']))
}

#[cfg(test)]
mod tests {
    use super::title_of;

    #[test]
    fn a_title_is_the_first_line_cut_between_words() {
        assert_eq!(title_of("\n## Give me three ideas\nfor a webinar"), "Give me three ideas");
        let long = "word ".repeat(40);
        let title = title_of(&long);
        assert!(title.ends_with("word…") && title.chars().count() <= 61, "{title}");
        assert_eq!(title_of("---"), "---");
        assert!(!title_of(&"x".repeat(500)).is_empty());
    }
}
