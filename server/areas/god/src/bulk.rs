//! The same act for many organisations, each in a transaction of its own: a refused one does not block the others.

use domain::AppError;
use domain::ids::OrganizationId;
use god_domain::{BulkAct, BulkChange, BulkOutcome, ChangeTier};
use organization_area::platform;
use server_core::{Backend, God, ProvenGod, Result};

/// Applies the act to each and returns each result, in the order of the request.
pub async fn bulk(backend: &Backend, god: &ProvenGod, form: BulkChange) -> Result<Vec<BulkOutcome>> {
    let spec = form.validate()?;
    let mut outcomes = Vec::with_capacity(spec.organizations.len());
    for organization in spec.organizations {
        let done = one(backend, god, organization, &spec.act).await;
        let refused = match done {
            Ok(()) => None,
            Err(error) => Some(AppError::from(error).to_string()),
        };
        outcomes.push(BulkOutcome { organization, name: String::new(), refused });
    }
    name(backend, god, &mut outcomes).await?;
    Ok(outcomes)
}

async fn one(backend: &Backend, god: &ProvenGod, organization: OrganizationId, act: &BulkAct) -> Result<()> {
    match act {
        BulkAct::Suspend { reason } => platform::suspend(backend, god, organization, reason).await,
        BulkAct::Tier { tier } => {
            super::change_tier(backend, god, ChangeTier { organization, tier: tier.clone() }).await
        }
    }
}

async fn name(backend: &Backend, god: &God, outcomes: &mut [BulkOutcome]) -> Result<()> {
    let ids: Vec<uuid::Uuid> = outcomes.iter().map(|outcome| outcome.organization.0).collect();
    let mut tx = backend.db.platform(god).await?;
    let rows = sqlx::query!("select id, name from organizations where id = any ($1)", ids.as_slice())
        .fetch_all(tx.conn())
        .await?;
    for outcome in outcomes {
        let row = rows.iter().find(|row| row.id == outcome.organization.0);
        outcome.name = row.map(|row| row.name.clone()).unwrap_or_default();
    }
    Ok(())
}
