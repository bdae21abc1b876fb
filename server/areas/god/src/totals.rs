//! The platform over time, read from one row a day.

use chrono::{Datelike, Duration, NaiveDate};
use god_domain::{Span, Sums, Totals, TotalsQuery};
use server_core::{Backend, God, Result};

/// More points than this cannot be told apart in a chart.
const DRAWN: usize = 120;
const WEEK: usize = 7;

struct Day {
    date: NaiveDate,
    organizations: i64,
    mrr_cents: i64,
    active_members: i64,
    messages: i64,
    cost_microcents: i64,
}

/// Sums and chart points of the range that ends today.
pub async fn totals(backend: &Backend, god: &God, query: TotalsQuery) -> Result<Totals> {
    let range = query.days();
    let mut tx = backend.db.platform(god).await?;
    let today = tx.now().date_naive();
    let first = today - Duration::days(i64::from(range) * 2 - 1);
    // A day without a row keeps the state of the last one before it.
    let days = sqlx::query_as!(
        Day,
        r#"with known as (
             select g.day::date as day, p.organizations, p.mrr_cents, p.active_members, p.messages, p.cost_microcents,
               count(p.counted_at) over w as part, p.counted_at
             from generate_series($1::date, $2::date, interval '1 day') g (day)
             left join (
               select day, organizations, mrr_cents, active_members, messages, cost_microcents,
                 coalesce(counted_at, case when organizations > 0 then day::timestamptz end) as counted_at
               from platform_days
             ) p on p.day = g.day
             window w as (order by g.day)
           )
           select day as "date!",
             coalesce(first_value(organizations) over (partition by part order by day), 0)::bigint as "organizations!",
             coalesce(first_value(mrr_cents) over (partition by part order by day), 0) as "mrr_cents!",
             coalesce(active_members, 0)::bigint as "active_members!", coalesce(messages, 0) as "messages!",
             coalesce(cost_microcents, 0) as "cost_microcents!"
           from known order by day"#,
        first,
        today
    )
    .fetch_all(tx.conn())
    .await?;
    let half = usize::try_from(range).unwrap_or_default().min(days.len());
    let (before, now) = days.split_at(days.len() - half);
    let is_old_enough = before.first().is_some_and(|day| day.organizations > 0);
    Ok(Totals { days: range, now: sums(now), before: is_old_enough.then(|| sums(before)), spans: spans(now) })
}

fn sums(days: &[Day]) -> Sums {
    let last = days.last();
    Sums {
        organizations: last.map_or(0, |day| day.organizations),
        mrr_cents: last.map_or(0, |day| day.mrr_cents),
        active_members: average(days),
        messages: days.iter().map(|day| day.messages).sum(),
        cost_microcents: days.iter().map(|day| day.cost_microcents).sum(),
    }
}

/// People who were active on an average day, rounded.
fn average(days: &[Day]) -> i64 {
    let count = i64::try_from(days.len()).unwrap_or(1).max(1);
    (days.iter().map(|day| day.active_members).sum::<i64>() + count / 2) / count
}

/// Days, or weeks that end today where there are too many days.
fn spans(days: &[Day]) -> Vec<Span> {
    let size = if days.len() > DRAWN { WEEK } else { 1 };
    let rest = days.len() % size;
    let (head, whole) = days.split_at(rest);
    std::iter::once(head).filter(|head| !head.is_empty()).chain(whole.chunks(size)).filter_map(span).collect()
}

fn span(days: &[Day]) -> Option<Span> {
    let Sums { organizations, mrr_cents, active_members, messages, cost_microcents } = sums(days);
    let first = days.first()?.date;
    let label = if first.ordinal() == 1 { first.format("%-d %b %Y") } else { first.format("%-d %b") }.to_string();
    Some(Span { label, organizations, mrr_cents, active_members, messages, cost_microcents })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(count: i64) -> Vec<Day> {
        let start = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        (0..count)
            .map(|at| Day {
                date: start + Duration::days(at),
                organizations: at,
                mrr_cents: at * 100,
                active_members: 2,
                messages: 1,
                cost_microcents: 5,
            })
            .collect()
    }

    #[test]
    fn a_long_range_is_drawn_in_weeks_and_loses_nothing() {
        let spans = spans(&days(365));
        assert_eq!(spans.len(), 53);
        assert_eq!(spans.iter().map(|span| span.messages).sum::<i64>(), 365);
        assert_eq!(spans.last().unwrap().organizations, 364);
        assert!(spans.iter().all(|span| span.active_members == 2));
    }

    #[test]
    fn a_short_range_is_drawn_in_days() {
        let spans = spans(&days(30));
        assert_eq!(spans.len(), 30);
        assert_eq!(spans[2].label, "3 Jan");
    }
}
