//! The plans and their limits, as the operator edits them.

use crate::actions;
use domain::{AppError, FieldErrors};
use god_domain::{EditPlan, PlanView};
use serde_json::json;
use server_core::audit::{self, Act};
use server_core::{Backend, God, ProvenGod, Result};

/// Every plan in its order, with how many live organisations are on it.
pub async fn plans(backend: &Backend, god: &God) -> Result<Vec<PlanView>> {
    let mut tx = backend.db.platform(god).await?;
    let rows = sqlx::query!(
        r#"select p.key, p.name, p.seats, p.storage_bytes, p.ai_budget_cents, p.price_cents, p.features, p.updated_at,
             (select count(*) from organizations o where o.tier = p.key and o.deleted_at is null) as "organizations!"
           from plans p order by p.position, p.key"#
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| PlanView {
            key: row.key,
            name: row.name,
            seats: row.seats,
            storage_bytes: row.storage_bytes,
            ai_budget_cents: row.ai_budget_cents,
            price_cents: row.price_cents,
            features: row.features,
            organizations: row.organizations,
            version: row.updated_at.timestamp_micros(),
        })
        .collect())
}

/// Changes a plan. Its limits apply at once to everyone on it; its price to organisations that change to it from now
/// on.
pub async fn edit_plan(backend: &Backend, god: &ProvenGod, form: EditPlan) -> Result<()> {
    let spec = form.validate()?;
    let mut tx = backend.db.platform(god).await?;
    let now = tx.now();
    let before = sqlx::query!(
        "select name, seats, storage_bytes, ai_budget_cents, price_cents, features, updated_at
         from plans where key = $1 for update",
        form.key
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(AppError::NotFound)?;
    if before.updated_at.timestamp_micros() != form.version {
        return Err(FieldErrors::form("This plan was changed meanwhile. Reload the page to see it.").into());
    }
    sqlx::query!(
        "update plans set name = $2, seats = $3, storage_bytes = $4, ai_budget_cents = $5, price_cents = $6,
           features = $7, updated_at = greatest($8, updated_at + interval '1 microsecond') where key = $1",
        form.key,
        spec.name.as_str(),
        spec.seats,
        spec.storage_bytes,
        spec.ai_budget_cents,
        spec.price_cents,
        spec.features.as_slice(),
        now
    )
    .execute(tx.conn())
    .await?;
    let act = Act {
        action: actions::EDIT_PLAN,
        target: Some(form.key.clone()),
        detail: json!({
            "before": {
                "name": before.name, "seats": before.seats, "storage_bytes": before.storage_bytes,
                "ai_budget_cents": before.ai_budget_cents, "price_cents": before.price_cents, "features": before.features,
            },
            "after": {
                "name": spec.name, "seats": spec.seats, "storage_bytes": spec.storage_bytes,
                "ai_budget_cents": spec.ai_budget_cents, "price_cents": spec.price_cents, "features": spec.features,
            },
        }),
    };
    audit::record_platform(&mut tx, god, None, act).await?;
    tx.commit().await
}
