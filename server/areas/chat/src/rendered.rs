//! Messages as pages show them: answers are rendered once, and the result is stored.

use std::collections::HashMap;

use chat_domain::MessageView;
use domain::ids::RunId;
use markdown::{Anchors, VERSION, render_blocks};
use runs_area::{Written, render, written};
use runs_domain::Part;
use server_core::moments::Reader;
use server_core::{Backend, Caller, Result};
use sqlx::types::Json;

use super::rows::MessageRow;

/// The messages of these rows for their reader. Answers without stored parts are rendered, and the parts are stored if
/// the answer has ended; the transaction that read the rows must be over.
pub(super) async fn views(
    backend: &Backend,
    caller: &Caller,
    mut rows: Vec<MessageRow>,
    reader: Reader,
) -> Result<Vec<MessageView>> {
    let runs: Vec<RunId> =
        rows.iter().filter(|row| row.is_to_render()).filter_map(|row| row.run_id.map(RunId)).collect();
    let mut written = written(backend, caller, &runs).await?;
    let mut fresh = Vec::new();
    for (at, row) in rows.iter_mut().enumerate().filter(|(_, row)| row.is_to_render()) {
        if !row.is_streaming() {
            fresh.push(at);
        }
        fill(row, &mut written).await?;
    }
    if !fresh.is_empty() {
        keep(backend, caller, fresh.into_iter().filter_map(|at| rows.get(at))).await?;
    }
    rows.into_iter().map(|row| row.view(reader)).collect()
}

/// Gives the row the parts that its run has written; without any, those of its text, if it has one.
async fn fill(row: &mut MessageRow, written: &mut HashMap<RunId, Written>) -> Result<()> {
    if let Some(written) = row.run_id.and_then(|run| written.remove(&RunId(run))) {
        row.take(written);
    } else if !row.content.is_empty() {
        let (text, anchors) = (row.content.clone(), Anchors::of(&row.id.simple().to_string()));
        let blocks = render(move || render_blocks(&text, &anchors)).await?;
        row.keep(vec![Part::Prose { blocks }]);
    } else {
        row.keep(Vec::new());
    }
    Ok(())
}

/// Stores the parts of answers, unless their text has changed meanwhile.
async fn keep<'a>(backend: &Backend, caller: &Caller, rows: impl Iterator<Item = &'a MessageRow> + Send) -> Result<()> {
    let mut tx = backend.db.tenant(caller).await?;
    for row in rows {
        sqlx::query!(
            "update messages set parts = $2, parts_version = $3 where id = $1 and content = $4",
            row.id,
            row.parts.as_ref() as Option<&Json<Vec<Part>>>,
            VERSION,
            row.content
        )
        .execute(tx.conn())
        .await?;
    }
    tx.commit().await?;
    Ok(())
}
