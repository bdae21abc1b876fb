//! The organisation's usage by day, and the plans it was on.

use god_domain::{SubscriptionRow, UsageDay};
use server_core::Result;
use server_core::db::PlatformTx;

use super::{READ, Slice};

/// The last 30 days, including those without use.
pub(crate) async fn usage(tx: &mut PlatformTx, slice: &Slice) -> Result<Vec<UsageDay>> {
    let rows = sqlx::query!(
        r#"select g.day::date as "day!", coalesce(d.conversations, 0) as "conversations!",
             coalesce(d.messages, 0) as "messages!", coalesce(d.active_members, 0)::bigint as "active!",
             coalesce(d.input_tokens, 0) as "input!", coalesce(d.output_tokens, 0) as "output!",
             coalesce(d.cost_microcents, 0) as "cost!"
           from generate_series($2::date - 29, $2::date, interval '1 day') g (day)
           left join organization_days d on d.organization_id = $1 and d.day = g.day
           order by g.day"#,
        slice.organization,
        slice.reader.now.date_naive()
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| UsageDay {
            label: row.day.format("%-d %b").to_string(),
            conversations: row.conversations,
            messages: row.messages,
            active_members: row.active,
            cost_microcents: row.cost,
            input_tokens: row.input,
            output_tokens: row.output,
        })
        .collect())
}

/// Every plan that it was on, the latest first.
pub(crate) async fn subscriptions(tx: &mut PlatformTx, slice: &Slice) -> Result<Vec<SubscriptionRow>> {
    let rows = sqlx::query!(
        "select p.name, s.price_cents, s.source, s.started_at, s.ended_at
         from subscriptions s join plans p on p.key = s.plan
         where s.organization_id = $1 order by s.started_at desc, s.ended_at desc nulls first limit $2 offset $3",
        slice.organization,
        READ,
        slice.offset()
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| SubscriptionRow {
            plan: row.name,
            price_cents: row.price_cents,
            is_stripe: row.source == "stripe",
            started: slice.moment(row.started_at),
            ended: row.ended_at.map(|at| slice.moment(at)),
        })
        .collect())
}
