//! Brings back the skipped steps of setting up.

use domain::Permission;
use domain::home::HomeCard;
use serde_json::json;
use server_core::{Backend, Caller, Result, audit};

use super::cards::cards;
use crate::actions;

/// Shows every skipped step that is not done on the organisation's home pages again, of those that the caller is
/// offered.
pub async fn unskip(backend: &Backend, caller: &Caller) -> Result<()> {
    caller.refuse_keys()?;
    caller.allow(Permission::EditOrganization)?;
    let mut tx = backend.db.tenant(caller).await?;
    let cards = cards(backend, &mut tx).await?;
    let offered: Vec<String> = cards.iter().filter_map(HomeCard::step).map(|step| step.key.clone()).collect();
    let shown = sqlx::query_scalar!(
        "delete from skipped_steps where organization_id = app.organization_id() and step = any($1) returning step",
        &offered
    )
    .fetch_all(tx.conn())
    .await?;
    // Pressing twice brings them back once.
    if !shown.is_empty() {
        let steps = cards.iter().filter_map(HomeCard::step).filter(|step| shown.contains(&step.key));
        let steps: Vec<&str> = steps.map(|step| step.title.as_str()).collect();
        audit::record(&mut tx, actions::UNSKIP, Some(caller.org().to_string()), json!({ "steps": steps })).await?;
    }
    tx.commit().await
}
