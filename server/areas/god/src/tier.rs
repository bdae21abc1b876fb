//! Moves an organisation to another plan. A trigger writes the history of its subscription.

use domain::{AppError, FieldErrors};
use god_domain::ChangeTier;
use serde_json::json;
use server_core::audit::{self, Act};
use server_core::{Backend, ProvenGod, Result};

/// Changes the tier from now on.
pub async fn change_tier(backend: &Backend, god: &ProvenGod, form: ChangeTier) -> Result<()> {
    let mut tx = backend.db.platform(god).await?;
    let now = tx.now();
    let row = sqlx::query!(
        r#"select o.tier, o.deleted_at, exists (select from plans where key = $2) as "known!"
           from organizations o where o.id = $1 for no key update of o"#,
        form.organization.0,
        form.tier
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(AppError::NotFound)?;
    if !row.known {
        return Err(FieldErrors::of("tier", "Choose a tier from the list.").into());
    }
    if row.deleted_at.is_some() {
        return Err(AppError::conflict("This organisation is deleted. Restore it first.").into());
    }
    if row.tier == form.tier {
        return Err(FieldErrors::of("tier", "It is on this tier already. Choose another one.").into());
    }
    sqlx::query("select set_config('app.moment', $1, true)").bind(now.to_rfc3339()).execute(tx.conn()).await?;
    sqlx::query!("update organizations set tier = $2 where id = $1", form.organization.0, form.tier)
        .execute(tx.conn())
        .await?;
    let act = Act {
        action: organization_area::actions::CHANGE_TIER,
        target: Some(form.organization.to_string()),
        detail: json!({ "before": { "tier": row.tier }, "after": { "tier": form.tier } }),
    };
    audit::record_platform(&mut tx, god, Some(form.organization), act).await?;
    tx.commit().await
}
