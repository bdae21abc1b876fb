//! The known state of each subscription, and whether an event changes it: events arrive twice, late, and out of order.

use chrono::{DateTime, Utc};
use domain::ids::OrganizationId;
use server_core::db::PlatformTx;
use server_core::{Origin, Result};
use stripe::{Standing, Subscription};

/// What an event says of a subscription, and when it happened.
#[derive(Clone, Copy)]
pub(super) struct Told<'a> {
    pub subscription: &'a Subscription,
    pub standing: Standing,
    pub at: DateTime<Utc>,
    /// The request that delivered it.
    pub origin: Origin,
}

/// The part of an event that was not known before.
pub(super) struct News {
    /// The plan that is paid for now.
    pub plan: String,
    /// Whether it was another plan until now.
    pub is_switched: bool,
}

/// The last known state of a subscription.
struct Known {
    status: String,
    heard_at: DateTime<Utc>,
    plan: Option<String>,
    terms: Option<String>,
}

impl Known {
    /// The newest event counts. An ended subscription stays ended, whatever still arrives for it; of two events of one
    /// second, the one that takes the plan away counts.
    fn is_news(&self, standing: Standing, at: DateTime<Utc>) -> bool {
        match (self.status.as_str(), standing) {
            ("ended" | "cancelled", _) | (_, Standing::Paid) => false,
            (_, Standing::Ended) => true,
            ("resting", Standing::Running) => at > self.heard_at,
            _ => at >= self.heard_at,
        }
    }
}

/// Stores the event's state of a subscription of this organisation, which is locked; none if it changes nothing.
pub(super) async fn note(tx: &mut PlatformTx, organization: OrganizationId, told: Told<'_>) -> Result<Option<News>> {
    let Told { subscription, standing, at, .. } = told;
    let known = sqlx::query_as!(
        Known,
        "select status, heard_at, plan, terms from stripe_subscriptions where id = $1",
        subscription.id
    )
    .fetch_optional(tx.conn())
    .await?;
    if known.as_ref().is_some_and(|known| !known.is_news(standing, at)) {
        return Ok(None);
    }
    let terms = terms(subscription);
    let told_before = known.as_ref().and_then(|known| known.terms.as_deref());
    let before = known.as_ref().and_then(|known| known.plan.as_deref());
    let plan = match before {
        // A renewal: the operator's later changes to the plans move nobody.
        Some(plan) if told_before == Some(&terms) => plan.to_owned(),
        _ => {
            let found = find_plan(tx, subscription, told_before).await?;
            found.or(before.map(str::to_owned)).unwrap_or_else(|| subscription.plan.clone())
        }
    };
    let is_switched = before.is_some_and(|before| before != plan);
    let status = if standing == Standing::Paid { Standing::Running } else { standing };
    let begun = subscription.begun.filter(|begun| *begun > 0).and_then(|begun| DateTime::from_timestamp(begun, 0));
    let begun = begun.unwrap_or(at).min(at);
    let written = sqlx::query!(
        "insert into stripe_subscriptions as s (id, organization_id, status, begun_at, heard_at, plan, terms)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (id) do update set status = excluded.status, heard_at = greatest(s.heard_at, excluded.heard_at),
           plan = excluded.plan, terms = excluded.terms
         where s.organization_id = excluded.organization_id",
        subscription.id,
        organization.0,
        status.as_str(),
        begun,
        at,
        plan,
        terms
    )
    .execute(tx.conn())
    .await?;
    Ok((written.rows_affected() == 1).then_some(News { plan, is_switched }))
}

/// Everything that identifies the plan: the plan that it was begun for, in the first line, and the price.
fn terms(subscription: &Subscription) -> String {
    let price = subscription.price.clone().unwrap_or_default();
    let cents = price.cents.map(|cents| cents.to_string()).unwrap_or_default();
    format!("{}\n{}\n{cents}", subscription.plan, price.plans.join("\n"))
}

/// The plan that is paid for, if the event identifies it: the one that somebody has put into the metadata since, the
/// one that the price names, or the one with that price.
async fn find_plan(
    tx: &mut PlatformTx,
    subscription: &Subscription,
    told_before: Option<&str>,
) -> Result<Option<String>> {
    let price = subscription.price.clone().unwrap_or_default();
    let begun_for = told_before.and_then(|terms| terms.lines().next());
    let is_renamed = begun_for.is_some_and(|plan| plan != subscription.plan);
    Ok(sqlx::query_scalar!(
        r#"select p.key from plans p
           where p.key = any($1) or $4 and p.key = $3 or p.price_cents > 0 and p.price_cents = $2::bigint
             and (p.key = $3 or not exists (select from plans o where o.price_cents = $2::bigint and o.key <> p.key))
           order by $4 and p.key = $3 desc, array_position($1, p.key), p.key <> $3 limit 1"#,
        price.plans.as_slice(),
        price.cents,
        subscription.plan,
        is_renamed
    )
    .fetch_optional(tx.conn())
    .await?)
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use stripe::Standing::{Ended, Paid, Resting, Running};

    use super::Known;

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(second, 0).unwrap()
    }

    fn known(status: &str) -> Known {
        Known { status: status.to_owned(), heard_at: at(5), plan: None, terms: None }
    }

    #[test]
    fn what_is_over_stays_over() {
        for status in ["ended", "cancelled"] {
            for standing in [Paid, Running, Resting, Ended] {
                assert!(!known(status).is_news(standing, at(9)), "{status} {standing:?}");
            }
        }
        for status in ["running", "resting"] {
            assert!(known(status).is_news(Ended, at(1)), "an end is true however late it comes");
        }
    }

    #[test]
    fn the_newest_counts_and_of_one_second_what_takes_away() {
        assert!(known("running").is_news(Resting, at(5)));
        assert!(!known("running").is_news(Resting, at(4)));
        assert!(!known("resting").is_news(Running, at(5)));
        assert!(known("resting").is_news(Running, at(6)));
        assert!(known("running").is_news(Running, at(5)));
    }

    #[test]
    fn a_payment_says_nothing_new_of_what_is_known() {
        assert!(!known("resting").is_news(Paid, at(9)));
        assert!(!known("running").is_news(Paid, at(9)));
    }
}
