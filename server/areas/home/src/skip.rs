//! Skips a step of setting up.

use domain::home::{HomeCard, OneStep};
use domain::{AppError, Permission};
use serde_json::json;
use server_core::{Backend, Caller, Result, audit};

use super::cards::cards;
use crate::actions;

/// Hides this step from the organisation's home pages. Only steps that an area offers can be skipped.
pub async fn skip(backend: &Backend, caller: &Caller, form: OneStep) -> Result<()> {
    caller.refuse_keys()?;
    caller.allow(Permission::EditOrganization)?;
    let mut tx = backend.db.tenant(caller).await?;
    let cards = cards(backend, &mut tx).await?;
    let step = cards.iter().filter_map(HomeCard::step).find(|step| step.key == form.step).ok_or(AppError::NotFound)?;
    let now = tx.now();
    let written = sqlx::query!(
        "insert into skipped_steps (step, skipped_by, skipped_at) values ($1, $2, $3) on conflict do nothing",
        form.step,
        caller.subject().0,
        now
    )
    .execute(tx.conn())
    .await?;
    // Pressing twice skips it once.
    if written.rows_affected() > 0 {
        audit::record(&mut tx, actions::SKIP, Some(caller.org().to_string()), json!({ "step": step.title })).await?;
    }
    tx.commit().await
}
