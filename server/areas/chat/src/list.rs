//! The list of a person's conversations.

use chrono::{DateTime, Utc};
use domain::chat::{ConversationList, ConversationQuery};
use domain::values::SearchWords;
use domain::{AppError, Permission};
use server_core::moments::zone;
use server_core::{Backend, Caller, Result, cursor};
use uuid::Uuid;

use super::rows::conversation_row;

/// How many conversations one part of the list shows.
const PART: usize = 40;

/// A part of the caller's own conversations, the latest first.
pub async fn list(backend: &Backend, caller: &Caller, query: ConversationQuery) -> Result<ConversationList> {
    caller.allow(Permission::Chat)?;
    let cursor = query.before.as_deref().filter(|cursor| !cursor.is_empty()).map(read_cursor).transpose()?;
    let (before, before_id) = cursor.unzip();
    let search = query.search.as_deref().and_then(SearchWords::of).map(|words| like(&words));
    let mut tx = backend.db.tenant(caller).await?;
    let mut rows = sqlx::query!(
        r#"select c.id, c.title, c.updated_at, o.time_zone,
             exists (select from runs r where r.organization_id = c.organization_id and r.conversation_id = c.id
                     and r.status = 'streaming') as "streaming!"
           from conversations c join organizations o on o.id = c.organization_id
           where c.organization_id = app.organization_id() and c.user_id = $1 and c.deleted_at is null
             and ($2::timestamptz is null or (c.updated_at, c.id) < ($2, $3::uuid))
             and ($4::text is null or c.title ilike $4)
           order by c.updated_at desc, c.id desc
           limit $5"#,
        caller.subject().0,
        before,
        before_id,
        search,
        i64::try_from(PART + 1).unwrap_or(i64::MAX),
    )
    .fetch_all(tx.conn())
    .await?;
    let more = rows.len() > PART;
    rows.truncate(PART);
    let next = rows.last().filter(|_| more).map(|row| cursor::write(row.updated_at, row.id));
    let now = tx.now();
    let rows = rows
        .into_iter()
        .map(|row| conversation_row(row.id, row.title, row.updated_at, row.streaming, now, zone(&row.time_zone)))
        .collect();
    Ok(ConversationList { rows, next })
}

fn read_cursor(text: &str) -> Result<(DateTime<Utc>, Uuid)> {
    cursor::read(text)
        .ok_or_else(|| AppError::invalid("before", "This link is not complete. Open the list again.").into())
}

/// A pattern that finds the words anywhere, with its own signs taken literally.
fn like(words: &str) -> String {
    let mut pattern = String::from("%");
    for letter in words.chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_the_pattern_language_are_taken_literally() {
        assert_eq!(like("50%_\\"), "%50\\%\\_\\\\%");
    }
}
