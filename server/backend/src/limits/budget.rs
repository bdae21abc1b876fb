//! The AI budget: money for models in each month, asked before a provider is.

use chrono::{DateTime, Utc};
use domain::AppError;
use domain::figures::{MICROCENTS, dollars};

use super::plan::first_of_next_month;
use crate::Result;
use crate::db::TenantTx;

/// Refuses once the month's budget is used up. Reads one counter and what is not folded into it yet.
pub(crate) async fn require_ai_budget(tx: &mut TenantTx) -> Result<()> {
    let now = tx.now();
    let row = sqlx::query!(
        r#"select p.name, p.ai_budget_cents as budget,
             case when c.counted_on >= date_trunc('month', $1::timestamptz at time zone 'UTC')::date
               then c.cost_month_microcents else 0 end
             + coalesce((select sum(e.cost_microcents) from usage_entries e
                 where e.organization_id = app.organization_id()), 0)::bigint as "used!"
           from organizations o
           join plans p on p.key = o.tier
           join organization_counters c on c.organization_id = o.id
           where o.id = app.organization_id()"#,
        now
    )
    .fetch_one(tx.conn())
    .await?;
    match row.budget {
        Some(budget) if row.used >= i64::from(budget) * MICROCENTS => Err(used_up(&row.name, budget, now).into()),
        _ => Ok(()),
    }
}

fn used_up(plan: &str, budget: i32, now: DateTime<Utc>) -> AppError {
    let (budget, next) = (dollars(budget.into()), first_of_next_month(now));
    AppError::Quota {
        message: format!(
            "This month's AI budget of the plan {plan} is used up: {budget}. It begins anew on {next}; a larger plan lifts it now."
        ),
    }
}
