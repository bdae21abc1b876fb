//! The list of a person's conversations.

use chat_domain::{ConversationQuery, ConversationRow};
use domain::values::SearchWords;
use domain::{Cursor, Page, Permission};
use server_core::cursor::{self, Spot};
use server_core::{Backend, Caller, Result};

use super::rows::conversation_row;

/// How many conversations one page of the list shows.
const PART: u32 = 40;

/// A page of the caller's own conversations, the latest first.
pub async fn list(backend: &Backend, caller: &Caller, query: ConversationQuery) -> Result<Page<ConversationRow>> {
    caller.allow(Permission::Chat)?;
    let before = cursor::asked(query.before.as_ref().map(Cursor::as_str).unwrap_or_default())?;
    let search = query.search.as_deref().and_then(SearchWords::of).map(|words| like(&words));
    let mut tx = backend.db.tenant(caller).await?;
    let rows = sqlx::query!(
        r#"select c.id, c.title, c.updated_at,
             exists (select from runs r where r.organization_id = c.organization_id and r.conversation_id = c.id
                     and r.status = 'streaming') as "streaming!"
           from conversations c
           where c.organization_id = app.organization_id() and c.user_id = $1 and c.deleted_at is null
             and ($2::timestamptz is null or (c.updated_at, c.id) < ($2, $3::uuid))
             and ($4::text is null or c.title ilike $4)
           order by c.updated_at desc, c.id desc
           limit $5"#,
        caller.subject().0,
        before.map(|spot| spot.at),
        before.map(|spot| spot.id),
        search,
        cursor::to_read(PART),
    )
    .fetch_all(tx.conn())
    .await?;
    let reader = tx.reader();
    let page = cursor::page(rows, PART, before, |row| Spot { at: row.updated_at, id: row.id });
    Ok(page.map(|row| conversation_row(row.id, row.title, row.updated_at, row.streaming, reader)))
}

/// A pattern that finds the words anywhere, with its special characters escaped.
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
