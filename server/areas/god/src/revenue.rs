//! The platform's revenue by month, and how its monthly recurring revenue moved.

use god_domain::{RevenueMonth, RevenueView};
use server_core::{Backend, God, Result};

/// The last twelve months, the current one last.
pub async fn revenue(backend: &Backend, god: &God) -> Result<RevenueView> {
    let mut tx = backend.db.platform(god).await?;
    let today = tx.now().date_naive();
    // A day earns the month's price divided by the days of the month; days without a count earn the average of the
    // month's others.
    let rows = sqlx::query!(
        r#"with months as (
             select m::date as month, (m + interval '1 month')::date as next
             from generate_series(date_trunc('month', $1::date::timestamp) - interval '11 months',
               date_trunc('month', $1::date::timestamp), interval '1 month') m
           )
           select to_char(month, 'FMMonth YYYY') as "label!",
             coalesce((select avg(p.mrr_cents) * (least(next, $1::date + 1) - month) / (next - month)
               from platform_days p where p.day >= month and p.day < next and p.organizations > 0), 0)::bigint as "revenue!",
             coalesce((select p.mrr_cents from platform_days p
               where p.day < next and p.organizations > 0 order by p.day desc limit 1), 0) as "mrr!",
             coalesce((select sum(cents) from revenue_changes r where r.kind = 'new'
               and r.happened_at >= month and r.happened_at < next), 0)::bigint as "new!",
             coalesce((select sum(cents) from revenue_changes r where r.kind = 'expansion'
               and r.happened_at >= month and r.happened_at < next), 0)::bigint as "expansion!",
             coalesce((select sum(cents) from revenue_changes r where r.kind = 'contraction'
               and r.happened_at >= month and r.happened_at < next), 0)::bigint as "contraction!",
             coalesce((select sum(cents) from revenue_changes r where r.kind = 'churn'
               and r.happened_at >= month and r.happened_at < next), 0)::bigint as "churn!",
             (select count(*) from revenue_changes r where r.kind = 'churn'
               and r.happened_at >= month and r.happened_at < next) as "lost!",
             (select count(*) filter (where r.kind = 'new') - count(*) filter (where r.kind = 'churn')
               from revenue_changes r where r.happened_at < month) as "customers!"
           from months order by month"#,
        today
    )
    .fetch_all(tx.conn())
    .await?;
    let months = rows
        .into_iter()
        .map(|row| RevenueMonth {
            label: row.label,
            revenue_cents: row.revenue,
            mrr_cents: row.mrr,
            new_cents: row.new,
            expansion_cents: row.expansion,
            contraction_cents: row.contraction,
            churn_cents: row.churn,
            lost: row.lost,
            customers_before: row.customers,
        })
        .collect();
    let paying = sqlx::query_scalar!(r#"select count(*) as "paying!" from organization_counters where mrr_cents > 0"#)
        .fetch_one(tx.conn())
        .await?;
    Ok(RevenueView { months, paying })
}
