//! What the model reads: the agent's prompt and the conversation, as much of it as fits.

use llm::{ChatTurn, Role};
use server_core::db::TenantTx;
use server_core::{Backend, Result};

use super::job::{Agent, Answer, Job};

/// The most messages of a conversation that are sent along.
const MESSAGES: i64 = 60;
/// The most letters of them, newest first: about 24,000 tokens.
const LETTERS: usize = 96_000;

/// The most bytes of a letter.
const WIDEST_LETTER: i64 = 4;
/// Bytes of a token where texts are dense; plain English has more of them.
const BYTES_PER_TOKEN: i64 = 3;
/// What comes around each message.
const TOKENS_PER_MESSAGE: i64 = 8;

/// The most tokens that the model reads for an answer, by the room that prompt and conversation take.
pub(super) async fn tokens_to_read(tx: &mut TenantTx, answer: Answer, agent: &Agent) -> Result<i64> {
    let said = sqlx::query!(
        r#"select coalesce(sum(octet_length(content)), 0) as "bytes!", count(*) as "messages!" from (
             select content from messages
             where organization_id = app.organization_id() and conversation_id = $1 and seq <= $2 and superseded_at is null
             order by seq desc limit $3) m"#,
        answer.conversation.0,
        answer.until_seq,
        MESSAGES
    )
    .fetch_one(tx.conn())
    .await?;
    let int = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let most = int(LETTERS).saturating_mul(WIDEST_LETTER);
    let bytes = said.bytes.min(most).saturating_add(int(agent.system_prompt.len()));
    // One more message than those: the prompt.
    Ok(bytes / BYTES_PER_TOKEN + (said.messages + 1) * TOKENS_PER_MESSAGE)
}

/// The turns for the model, ending with the question.
pub(super) async fn turns(backend: &Backend, job: &Job) -> Result<Vec<ChatTurn>> {
    let mut tx = backend.db.tenant(&job.caller).await?;
    let rows = sqlx::query!(
        "select author, content from messages
         where organization_id = app.organization_id() and conversation_id = $1 and seq <= $2 and superseded_at is null
         order by seq desc limit $3",
        job.answer.conversation.0,
        job.answer.until_seq,
        MESSAGES
    )
    .fetch_all(tx.conn())
    .await?;
    drop(tx);
    let mut room = LETTERS;
    let mut turns: Vec<ChatTurn> = rows
        .into_iter()
        .enumerate()
        .map_while(|(index, row)| {
            let letters = row.content.chars().count();
            // The question itself always goes along.
            if index > 0 && letters > room {
                return None;
            }
            room = room.saturating_sub(letters);
            let role = if row.author == "person" { Role::User } else { Role::Assistant };
            Some(ChatTurn { role, text: row.content })
        })
        .collect();
    turns.reverse();
    let mut turns = alternating(turns);
    if !job.agent.system_prompt.trim().is_empty() {
        turns.insert(0, ChatTurn { role: Role::System, text: job.agent.system_prompt.clone() });
    }
    Ok(turns)
}

/// The turns as strict models want them: a person's first, then by turns; what one side said in a row is one turn.
fn alternating(turns: Vec<ChatTurn>) -> Vec<ChatTurn> {
    let mut told: Vec<ChatTurn> = Vec::with_capacity(turns.len());
    for turn in turns {
        match told.last_mut() {
            _ if turn.text.trim().is_empty() => {}
            None if turn.role == Role::Assistant => {}
            Some(last) if last.role == turn.role => {
                last.text.push_str("\n\n");
                last.text.push_str(&turn.text);
            }
            _ => told.push(turn),
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::alternating;
    use llm::{
        ChatTurn,
        Role::{self, Assistant, User},
    };

    fn turn(role: Role, text: &str) -> ChatTurn {
        ChatTurn { role, text: text.to_owned() }
    }

    #[test]
    fn turns_alternate_and_a_person_begins() {
        let said = vec![
            turn(Assistant, "cut off at the front"),
            turn(User, "Hello"),
            turn(Assistant, " "),
            turn(User, "Anybody there?"),
            turn(Assistant, "Yes"),
            turn(User, "Good"),
        ];
        let told = vec![turn(User, "Hello\n\nAnybody there?"), turn(Assistant, "Yes"), turn(User, "Good")];
        assert_eq!(alternating(said), told);
    }
}
