//! The home page of one caller.

use domain::home::{Home, HomeCard};
use server_core::db::TenantTx;
use server_core::{Backend, Caller, Result};

use super::cards::cards;

/// The caller's news and next steps. It is a page for people: no key opens it.
pub async fn home(backend: &Backend, caller: &Caller) -> Result<Home> {
    caller.refuse_keys()?;
    let mut tx = backend.db.tenant(caller).await?;
    let cards = cards(backend, &mut tx).await?;
    let is_setting_up = cards.iter().any(HomeCard::is_open_step);
    let skipped = if is_setting_up { skipped(&mut tx).await? } else { Vec::new() };
    Ok(Home::of(cards, &skipped))
}

async fn skipped(tx: &mut TenantTx) -> Result<Vec<String>> {
    let steps = sqlx::query_scalar!("select step from skipped_steps where organization_id = app.organization_id()");
    Ok(steps.fetch_all(tx.conn()).await?)
}
