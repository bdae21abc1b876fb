//! The part of a conversation that the model reads: as many of the newest messages as fit.

use domain::ids::MessageId;
use llm::{ChatTurn, Role};
use runs_area::Reading;
use server_core::Result;
use server_core::db::TenantTx;

/// The most messages of a conversation that are sent to the model.
const MESSAGES: i64 = 60;
/// The most characters of them, newest first: about 24,000 tokens.
const LETTERS: usize = 96_000;
/// The most bytes of a character.
const WIDEST_LETTER: i64 = 4;

/// The most that the model reads to write this answer.
pub(super) async fn reading(tx: &mut TenantTx, answer: MessageId) -> Result<Reading> {
    let said = sqlx::query!(
        r#"select coalesce(sum(octet_length(content)), 0) as "bytes!", count(*) as "messages!" from (
             select m.content from messages m
             join messages a on a.organization_id = m.organization_id and a.conversation_id = m.conversation_id
             where a.organization_id = app.organization_id() and a.id = $1 and m.seq < a.seq and m.superseded_at is null
             order by m.seq desc limit $2) m"#,
        answer.0,
        MESSAGES
    )
    .fetch_one(tx.conn())
    .await?;
    let most = i64::try_from(LETTERS).unwrap_or(i64::MAX).saturating_mul(WIDEST_LETTER);
    Ok(Reading { bytes: said.bytes.min(most), texts: said.messages })
}

/// The turns before this answer, ending with the question.
pub(super) async fn turns(tx: &mut TenantTx, answer: MessageId) -> Result<Vec<ChatTurn>> {
    let rows = sqlx::query!(
        "select m.author, m.content from messages m
         join messages a on a.organization_id = m.organization_id and a.conversation_id = m.conversation_id
         where a.organization_id = app.organization_id() and a.id = $1 and m.seq < a.seq and m.superseded_at is null
         order by m.seq desc limit $2",
        answer.0,
        MESSAGES
    )
    .fetch_all(tx.conn())
    .await?;
    let mut room = LETTERS;
    let mut turns: Vec<ChatTurn> = rows
        .into_iter()
        .enumerate()
        .map_while(|(index, row)| {
            let letters = row.content.chars().count();
            // The question itself is always included.
            if index > 0 && letters > room {
                return None;
            }
            room = room.saturating_sub(letters);
            let role = if row.author == "person" { Role::User } else { Role::Assistant };
            Some(ChatTurn { role, text: row.content })
        })
        .collect();
    turns.reverse();
    Ok(turns)
}
