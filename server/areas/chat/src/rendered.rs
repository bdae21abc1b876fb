//! Messages as pages show them: answers are rendered once, and their HTML is kept.

use domain::chat::MessageView;
use markdown::{Anchors, VERSION, render_blocks};
use server_core::moments::Reader;
use server_core::{Backend, Caller, Result};
use uuid::Uuid;

use super::rows::MessageRow;
use crate::rendering;

/// What the ids in an answer's HTML begin with.
pub(super) fn anchors(message: Uuid) -> Anchors {
    Anchors::of(&message.simple().to_string())
}

/// The messages of these rows for their reader. What is not kept yet is rendered, and kept if it has
/// ended; the transaction that read the rows must be over.
pub(super) async fn views(
    backend: &Backend,
    caller: &Caller,
    mut rows: Vec<MessageRow>,
    reader: Reader,
) -> Result<Vec<MessageView>> {
    let mut fresh = Vec::new();
    for (at, row) in rows.iter_mut().enumerate().filter(|(_, row)| row.is_to_render()) {
        let (id, text) = (row.id, row.text().to_owned());
        row.keep(rendering::render(move || render_blocks(&text, &anchors(id))).await?);
        if row.so_far.is_none() {
            fresh.push(at);
        }
    }
    if !fresh.is_empty() {
        keep(backend, caller, fresh.into_iter().filter_map(|at| rows.get(at))).await?;
    }
    rows.into_iter().map(|row| row.view(reader)).collect()
}

/// Stores the HTML of answers, unless their text is another one by now.
async fn keep<'a>(backend: &Backend, caller: &Caller, rows: impl Iterator<Item = &'a MessageRow> + Send) -> Result<()> {
    let mut tx = backend.db.tenant(caller).await?;
    for row in rows {
        sqlx::query!(
            "update messages set html = $2, html_version = $3 where id = $1 and content = $4",
            row.id,
            row.html.as_deref(),
            VERSION,
            row.content
        )
        .execute(tx.conn())
        .await?;
    }
    tx.commit().await?;
    Ok(())
}
