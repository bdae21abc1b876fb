//! The AI budget: money for models in each month, reserved before a provider is called.

use chrono::{DateTime, Utc};
use domain::AppError;
use domain::figures::{MICROCENTS, dollars};

use crate::Result;
use crate::db::TenantTx;
use crate::moments::first_of_next_month;

/// The most tokens that an answer may use of a model.
#[derive(Debug, Clone, Copy)]
pub struct MostTokens {
    pub read: i64,
    pub written: i64,
}

/// Reserves the most that an answer may cost, in micro-cents, for the caller to store with its run; refuses once the
/// month's budget is spent, or reserved by answers that are being written. Reads one counter, the entries that are not
/// folded into it yet, and the running runs. Call it after [`super::require_room_for_answer`], which serialises
/// concurrent requests.
pub async fn set_ai_budget_aside(tx: &mut TenantTx, model: &str, most: MostTokens) -> Result<i64> {
    let now = tx.now();
    let row = sqlx::query!(
        r#"select p.name, p.ai_budget_cents as budget,
             case when c.counted_on >= date_trunc('month', $1::timestamptz at time zone 'UTC')::date
               then c.cost_month_microcents else 0 end
             + coalesce((select sum(e.cost_microcents) from usage_entries e
                 where e.organization_id = app.organization_id()), 0)::bigint as "used!",
             coalesce((select sum(r.reserved_microcents) from runs r
               where r.organization_id = app.organization_id() and r.status = 'streaming'), 0)::bigint as "reserved!",
             app.model_cost($2, $3, $4) as "cost!"
           from organizations o
           join plans p on p.key = o.tier
           join organization_counters c on c.organization_id = o.id
           where o.id = app.organization_id()"#,
        now,
        model,
        most.read,
        most.written
    )
    .fetch_one(tx.conn())
    .await?;
    let Some(budget) = row.budget else { return Ok(row.cost) };
    let standing = Standing { budget: i64::from(budget) * MICROCENTS, used: row.used, reserved: row.reserved };
    match standing.judge(row.cost) {
        Verdict::Fits => Ok(row.cost),
        Verdict::UsedUp => Err(used_up(&row.name, budget, now).into()),
        Verdict::TakenUp => Err(taken_up(&row.name, budget).into()),
    }
}

/// The state of a month's budget, in micro-cents.
#[derive(Clone, Copy)]
struct Standing {
    budget: i64,
    used: i64,
    /// Reserved for answers that are being written.
    reserved: i64,
}

#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    Fits,
    UsedUp,
    TakenUp,
}

impl Standing {
    /// Concurrent answers must fit in together. One that runs alone may begin while anything is left: its cost is known
    /// when it has ended, and few cost as much as they may.
    fn judge(self, cost: i64) -> Verdict {
        let Self { budget, used, reserved } = self;
        if used >= budget {
            Verdict::UsedUp
        } else if reserved > 0 && used.saturating_add(reserved).saturating_add(cost) > budget {
            Verdict::TakenUp
        } else {
            Verdict::Fits
        }
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

fn taken_up(plan: &str, budget: i32) -> AppError {
    AppError::Quota {
        message: format!(
            "What is left of this month's AI budget of the plan {plan} ({}) is set aside for answers that are being written. \
             Wait for them to end, and try again; a larger plan lifts it now.",
            dollars(budget.into())
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::{Standing, Verdict};

    #[test]
    fn answers_that_run_at_once_fit_into_the_budget_together() {
        let judge = |used, reserved, cost| Standing { budget: 100, used, reserved }.judge(cost);
        assert_eq!(judge(0, 0, 40), Verdict::Fits);
        assert_eq!(judge(20, 40, 40), Verdict::Fits);
        assert_eq!(judge(21, 40, 40), Verdict::TakenUp);
        assert_eq!(judge(0, i64::MAX, i64::MAX), Verdict::TakenUp);
        assert_eq!(judge(100, 0, 0), Verdict::UsedUp);
        assert_eq!(judge(100, 40, 40), Verdict::UsedUp);
    }

    #[test]
    fn an_answer_that_runs_alone_may_use_what_is_left() {
        let judge = |used, cost| Standing { budget: 100, used, reserved: 0 }.judge(cost);
        assert_eq!(judge(99, 1_000), Verdict::Fits);
        assert_eq!(judge(0, 1_000), Verdict::Fits);
    }
}
