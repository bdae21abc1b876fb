//! The owner's page about the plan: its limits, their use, the other plans, and the history.

use domain::Permission;
use domain::figures::MICROCENTS;
use organization_domain::plans::{PlanOffer, PlanTime, PlanUsage, Use};
use server_core::db::TenantTx;
use server_core::limits::seats;
use server_core::moments::first_of_next_month;
use server_core::{Backend, Caller, Result};

/// The organisation's plan and its use.
pub async fn plan(backend: &Backend, caller: &Caller) -> Result<PlanUsage> {
    caller.allow(Permission::ManagePlan)?;
    let mut tx = backend.db.tenant(caller).await?;
    let now = tx.now();
    let seats = seats(tx.conn(), caller.org(), now).await?;
    let row = sqlx::query!(
        r#"select o.tier, c.storage_bytes,
             case when c.counted_on >= date_trunc('month', $1::timestamptz at time zone 'UTC')::date
               then c.cost_month_microcents else 0 end
             + coalesce((select sum(e.cost_microcents) from usage_entries e
                 where e.organization_id = app.organization_id()), 0)::bigint as "ai!",
             exists (select from billing_accounts b where b.organization_id = o.id) as "is_customer!"
           from organizations o join organization_counters c on c.organization_id = o.id
           where o.id = app.organization_id()"#,
        now
    )
    .fetch_one(tx.conn())
    .await?;
    let offers = offers(&mut tx, &row.tier).await?;
    let history = history(&mut tx).await?;
    let current = offers.iter().find(|offer| offer.is_current);
    let (name, price_cents) = history.first().map(|time| (time.plan.clone(), time.price_cents)).unwrap_or_default();
    Ok(PlanUsage {
        name,
        price_cents,
        seats: Use { used: seats.members + seats.invites, limit: seats.limit.map(i64::from) },
        storage: Use { used: row.storage_bytes, limit: current.and_then(|offer| offer.storage_bytes) },
        ai: Use {
            used: row.ai,
            limit: current.and_then(|offer| offer.ai_budget_cents).map(|cents| i64::from(cents) * MICROCENTS),
        },
        renews: first_of_next_month(now),
        can_pay: backend.stripe.is_some(),
        is_customer: row.is_customer,
        offers,
        history,
    })
}

async fn offers(tx: &mut TenantTx, tier: &str) -> Result<Vec<PlanOffer>> {
    let rows = sqlx::query!(
        "select key, name, price_cents, seats, storage_bytes, ai_budget_cents, features from plans order by position, key"
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| PlanOffer {
            is_current: row.key == tier,
            key: row.key,
            name: row.name,
            price_cents: row.price_cents,
            seats: row.seats,
            storage_bytes: row.storage_bytes,
            ai_budget_cents: row.ai_budget_cents,
            features: row.features,
        })
        .collect())
}

async fn history(tx: &mut TenantTx) -> Result<Vec<PlanTime>> {
    let reader = tx.reader();
    let rows = sqlx::query!(
        "select p.name, s.price_cents, s.started_at, s.ended_at from subscriptions s join plans p on p.key = s.plan
         where s.organization_id = app.organization_id()
         order by s.started_at desc, s.ended_at desc nulls first limit 20"
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| PlanTime {
            plan: row.name,
            price_cents: row.price_cents,
            started: reader.moment(row.started_at),
            ended: row.ended_at.map(|at| reader.moment(at)),
        })
        .collect())
}
