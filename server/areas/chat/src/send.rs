//! Takes a message and starts the run that answers it.

use chat_domain::{MessageSpec, NewMessage, Sent};
use domain::ids::{AgentId, ConversationId, MessageId, RunId};
use domain::values::ConversationTitle;
use domain::{AppError, FieldErrors, Permission};
use runs_area::{Opening, RunKey};
use server_core::db::TenantTx;
use server_core::{Backend, Caller, Error, Result, random};
use uuid::Uuid;

use super::answers::Answers;
use super::rows::MessageRow;
use super::view::{messages, own_conversation};

/// Stores the message and the empty answer in one transaction and starts the run.
/// A repeat with the same `client_id` returns the first result, and starts nothing; with another text it is another
/// message, from a form that the browser restored.
pub async fn send(backend: &Backend, caller: &Caller, form: NewMessage) -> Result<Sent> {
    caller.refuse_impersonation()?;
    caller.allow(Permission::Chat)?;
    let spec = form.validate()?;
    match try_send(backend, caller, &spec).await {
        Err(error) if error.constraint() == Some("messages_client_id_key") => {
            if let Some(sent) = earlier(backend, backend.db.tenant(caller).await?, &spec).await? {
                return Ok(sent);
            }
            let other = MessageSpec { client_id: None, ..spec };
            try_send(backend, caller, &other).await.map_err(said_plainly)
        }
        result => result.map_err(said_plainly),
    }
}

fn said_plainly(error: Error) -> Error {
    if error.constraint() == Some("runs_streaming_key") { still_answering().into() } else { error }
}

async fn try_send(backend: &Backend, caller: &Caller, spec: &MessageSpec) -> Result<Sent> {
    let mut tx = backend.db.tenant(caller).await?;
    let place = match spec.conversation {
        Some(id) => continue_in(&mut tx, id).await?,
        None => begin(&mut tx, spec).await?,
    };
    if place.is_answering {
        return earlier(backend, tx, spec).await?.ok_or_else(|| still_answering().into());
    }
    let Exchange { question, answer } = write_messages(&mut tx, &place, spec).await?;
    let (run, seq) = (RunId(random::id()), place.last_seq + 1);
    let key = RunKey { run, conversation: Some(place.id), message: Some(answer) };
    let opening = Opening { key, purpose: &Answers, agent: place.agent, wants_title: place.is_new };
    let job = runs_area::open(backend, &mut tx, opening).await?;
    let reader = tx.reader();
    let sent = Sent {
        conversation: place.id,
        question: MessageRow::question(question, seq, &spec.text, reader.now).view(reader)?,
        answer: MessageRow::opening(answer, seq + 1, (run, job.model()), reader.now).view(reader)?,
    };
    tx.commit().await?;
    runs_area::start(backend, job);
    Ok(sent)
}

/// The conversation of a new message, and the agent that answers.
struct Place {
    id: ConversationId,
    agent: AgentId,
    /// The `seq` of the last message before it, and its id.
    last_seq: i32,
    leaf: Option<MessageId>,
    is_new: bool,
    is_answering: bool,
}

/// Locks the caller's own conversation, so that two messages cannot take one `seq`.
async fn continue_in(tx: &mut TenantTx, id: ConversationId) -> Result<Place> {
    let subject = tx.caller().subject().0;
    let now = tx.now();
    let row = sqlx::query!(
        r#"update conversations c set last_seq = c.last_seq + 2, updated_at = $3
           where c.id = $1 and c.user_id = $2 and c.deleted_at is null
           returning c.last_seq, c.agent_id, c.leaf_id,
             exists (select from runs r where r.organization_id = c.organization_id and r.conversation_id = c.id
               and r.status = 'streaming') as "is_answering!""#,
        id.0,
        subject,
        now
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(AppError::NotFound)?;
    Ok(Place {
        id,
        agent: AgentId(row.agent_id),
        last_seq: row.last_seq - 2,
        leaf: row.leaf_id.map(MessageId),
        is_new: false,
        is_answering: row.is_answering,
    })
}

async fn begin(tx: &mut TenantTx, spec: &MessageSpec) -> Result<Place> {
    let subject = tx.caller().subject().0;
    let now = tx.now();
    let row = sqlx::query!(
        "select id from agents where ($1::uuid is null or id = $1) and archived_at is null
         order by created_at, id limit 1",
        spec.agent.map(|agent| agent.0)
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or_else(|| FieldErrors::of("agent", "This agent is no longer here. Choose another one."))?;
    let id = random::id();
    sqlx::query!(
        "insert into conversations (id, user_id, agent_id, title, last_seq, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $6)",
        id,
        subject,
        row.id,
        String::from(ConversationTitle::or_unnamed(&title_of(&spec.text))),
        2,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(Place {
        id: ConversationId(id),
        agent: AgentId(row.id),
        last_seq: 0,
        leaf: None,
        is_new: true,
        is_answering: false,
    })
}

/// A question and its future answer.
struct Exchange {
    question: MessageId,
    answer: MessageId,
}

async fn write_messages(tx: &mut TenantTx, place: &Place, spec: &MessageSpec) -> Result<Exchange> {
    let (question, answer) = (random::id(), random::id());
    let (person, now) = (tx.caller().subject().0, tx.now());
    // The usage is counted in the same round trip; see `usage`.
    sqlx::query!(
        "with written as (
           insert into messages (id, conversation_id, parent_id, seq, author, content, client_id, created_at)
           values ($1, $3, $11, $4, 'person', $6, $7, $8), ($2, $3, $1, $5, 'agent', '', null, $8)
         ), shown as (
           update conversations set leaf_id = $2 where organization_id = app.organization_id() and id = $3
         )
         insert into usage_entries (user_id, conversations, messages, created_at) values ($9, $10, 2, $8)",
        question,
        answer,
        place.id.0,
        place.last_seq + 1,
        place.last_seq + 2,
        spec.text.as_str(),
        spec.client_id,
        now,
        person,
        i32::from(place.is_new),
        place.leaf.map(|leaf| leaf.0)
    )
    .execute(tx.conn())
    .await?;
    Ok(Exchange { question: MessageId(question), answer: MessageId(answer) })
}

/// The result of an earlier send of the same message.
async fn earlier(backend: &Backend, mut tx: TenantTx, spec: &MessageSpec) -> Result<Option<Sent>> {
    let Some(client_id) = spec.client_id else { return Ok(None) };
    let Some((conversation, seq)) = find_by_client_id(&mut tx, client_id, &spec.text).await? else { return Ok(None) };
    own_conversation(&mut tx, conversation).await?;
    let [question, answer] = messages(backend, tx, conversation, seq).await?;
    Ok(Some(Sent { conversation, question, answer }))
}

async fn find_by_client_id(tx: &mut TenantTx, client_id: Uuid, text: &str) -> Result<Option<(ConversationId, i32)>> {
    let row = sqlx::query!(
        "select conversation_id, seq from messages
         where organization_id = app.organization_id() and client_id = $1 and content = $2",
        client_id,
        text
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|row| (ConversationId(row.conversation_id), row.seq)))
}

pub(super) fn still_answering() -> AppError {
    AppError::conflict("An answer is still being written here. Wait for it, or stop it, and send again.")
}

/// A title from the first words of the first message, until a better one exists.
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
