//! Which subscription an organisation pays for: the latest one that was begun. Every other one is ended, so that nobody
//! pays twice, and one that we have ended never counts again.

use domain::ids::OrganizationId;
use serde_json::json;
use server_core::audit::{self, Act, Doer};
use server_core::db::PlatformTx;
use server_core::jobs::{self, NewJob};
use server_core::{Backend, Error, Result};
use sqlx::PgConnection;
use stripe::{StripeError, Subscription};

use super::job::CancelSubscription;
use super::known::{News, Told, note};
use crate::actions;

/// The tier of an organisation that no longer pays.
const UNPAID: &str = "free";

/// The organisation of an event, locked until the transaction ends.
pub(super) struct Payer {
    organization: OrganizationId,
    is_deleted: bool,
    /// The subscription that it pays for.
    running: Option<String>,
    /// Who changes its tier.
    doer: Doer,
}

impl Payer {
    /// The organisation of an event's subscription, and the event's news; none if there is no news.
    pub async fn told(tx: &mut PlatformTx, told: Told<'_>) -> Result<Option<(Self, News)>> {
        let Some(payer) = Self::lock(tx, told).await? else { return Ok(None) };
        let news = note(tx, payer.organization, told).await?;
        Ok(news.map(|news| (payer, news)))
    }

    /// None if the subscription names no organisation of ours, as when others use the same Stripe account.
    async fn lock(tx: &mut PlatformTx, told: Told<'_>) -> Result<Option<Self>> {
        let Some(organization) = organization_of(told.subscription) else { return Ok(None) };
        let row = sqlx::query!(
            r#"select o.deleted_at is not null as "is_deleted!", b.subscription as "running?"
               from organizations o left join billing_accounts b on b.organization_id = o.id
               where o.id = $1 for no key update of o"#,
            organization.0
        )
        .fetch_optional(tx.conn())
        .await?;
        let doer = Doer::platform(told.origin);
        Ok(row.map(|row| Self { organization, is_deleted: row.is_deleted, running: row.running, doer }))
    }

    /// Handles a running subscription: it becomes the paid one, unless a later one runs already or the organisation is
    /// deleted.
    pub async fn runs(&self, tx: &mut PlatformTx, subscription: &Subscription, news: &News) -> Result<()> {
        if self.is_deleted {
            return cancel(tx.conn(), &subscription.id).await;
        }
        let earlier = match &self.running {
            // A renewal is no reason to change a tier that the operator may have set since; a switch is.
            Some(running) if *running == subscription.id && news.is_switched => {
                return set_tier(tx, self.doer, self.organization, &news.plan).await;
            }
            Some(running) if *running == subscription.id => return Ok(()),
            Some(running) if began_later(tx, running, &subscription.id).await? => {
                return cancel(tx.conn(), &subscription.id).await;
            }
            earlier => earlier,
        };
        if !self.pays(tx, subscription).await? {
            return Ok(());
        }
        if let Some(earlier) = earlier {
            cancel(tx.conn(), earlier).await?;
        }
        set_tier(tx, self.doer, self.organization, &news.plan).await
    }

    /// Stores which customer pays with which subscription; false if the customer pays for another organisation, whose
    /// subscription they would see among their own on Stripe's pages.
    async fn pays(&self, tx: &mut PlatformTx, subscription: &Subscription) -> Result<bool> {
        let written = sqlx::query!(
            "insert into billing_accounts (organization_id, customer, subscription)
             select $1, $2, $3 where not exists (
               select from billing_accounts where customer = $2 and organization_id <> $1)
             on conflict (organization_id) do update
             set customer = excluded.customer, subscription = excluded.subscription",
            self.organization.0,
            subscription.customer,
            subscription.id
        )
        .execute(tx.conn())
        .await?;
        let is_written = written.rows_affected() == 1;
        if !is_written {
            tracing::warn!(org = %self.organization, "a customer of another organisation pays for this one; nothing was changed");
        }
        Ok(is_written)
    }

    /// Handles a paused or ended subscription. The tier ends with it, if it came from it.
    pub async fn stops(&self, tx: &mut PlatformTx, subscription: &Subscription) -> Result<()> {
        if self.running.as_ref() == Some(&subscription.id) {
            forget(tx, self.doer, self.organization).await?;
        }
        Ok(())
    }
}

/// The organisation that a subscription names, if that is an id of our kind.
pub(super) fn organization_of(subscription: &Subscription) -> Option<OrganizationId> {
    subscription.organization.parse().ok()
}

/// Ends the subscription that the organisation pays for, because it is closed for good.
pub(crate) async fn end(tx: &mut PlatformTx, closer: Doer, organization: OrganizationId) -> Result<()> {
    let running = sqlx::query_scalar!(
        r#"select subscription as "running!" from billing_accounts where organization_id = $1 and subscription is not null"#,
        organization.0
    )
    .fetch_optional(tx.conn())
    .await?;
    if let Some(running) = running {
        cancel(tx.conn(), &running).await?;
        forget(tx, Doer::platform(closer.origin()), organization).await?;
    }
    Ok(())
}

/// Ends a subscription at Stripe that was cancelled here; one that has ended already is fine. The job alone ends
/// nothing: the operator's own tables must say that it was cancelled, and no organisation can write there.
pub(crate) async fn cancel_at_stripe(backend: &Backend, subscription: &str) -> Result<()> {
    const WHAT: &str = "cancel a subscription at Stripe";
    let mut tx = backend.db.upkeep().await?;
    let is_given_up = sqlx::query_scalar!(
        r#"select exists (select from stripe_subscriptions where id = $1 and status = 'cancelled') as "given_up!""#,
        subscription
    )
    .fetch_one(tx.conn())
    .await?;
    drop(tx);
    if !is_given_up {
        tracing::warn!(subscription, "a subscription that was not given up is left alone");
        return Ok(());
    }
    let stripe = backend.stripe.as_ref().ok_or_else(|| Error::fault(WHAT, "Stripe is not set up"))?;
    match stripe.cancel(subscription).await {
        Err(StripeError::Refused { status: 404, .. }) | Ok(()) => Ok(()),
        Err(error) => Err(Error::fault(WHAT, error)),
    }
}

async fn cancel(conn: &mut PgConnection, subscription: &str) -> Result<()> {
    let organization = sqlx::query_scalar!(
        "update stripe_subscriptions set status = 'cancelled' where id = $1 returning organization_id",
        subscription
    )
    .fetch_optional(&mut *conn)
    .await?;
    let (organization, key) = (organization.map(OrganizationId), format!("subscription:{subscription}"));
    let job = CancelSubscription { subscription: subscription.to_owned() };
    jobs::add(conn, NewJob { organization, key: &key, job }).await
}

async fn began_later(tx: &mut PlatformTx, one: &str, other: &str) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"select a.begun_at > b.begun_at as "later!" from stripe_subscriptions a, stripe_subscriptions b
           where a.id = $1 and b.id = $2"#,
        one,
        other
    )
    .fetch_optional(tx.conn())
    .await?
    .unwrap_or(false))
}

async fn forget(tx: &mut PlatformTx, doer: Doer, organization: OrganizationId) -> Result<()> {
    sqlx::query!("update billing_accounts set subscription = null where organization_id = $1", organization.0)
        .execute(tx.conn())
        .await?;
    let source = sqlx::query_scalar!(
        "select source from subscriptions where organization_id = $1
         order by started_at desc, ended_at desc nulls first limit 1",
        organization.0
    )
    .fetch_optional(tx.conn())
    .await?;
    if source.as_deref() == Some("stripe") { set_tier(tx, doer, organization, UNPAID).await } else { Ok(()) }
}

async fn set_tier(tx: &mut PlatformTx, doer: Doer, organization: OrganizationId, tier: &str) -> Result<()> {
    let now = tx.now();
    sqlx::query("select set_config('app.moment', $1, true), set_config('app.subscription_source', 'stripe', true)")
        .bind(now.to_rfc3339())
        .execute(tx.conn())
        .await?;
    let before = sqlx::query_scalar!(
        "update organizations o set tier = p.key from organizations b, plans p
         where o.id = $1 and b.id = o.id and p.key = $2 and o.tier <> p.key returning b.tier",
        organization.0,
        tier
    )
    .fetch_optional(tx.conn())
    .await?;
    let Some(before) = before else { return Ok(()) };
    let act = Act {
        action: actions::CHANGE_TIER,
        target: Some(organization.to_string()),
        detail: json!({ "before": { "tier": before }, "after": { "tier": tier }, "by": "stripe" }),
    };
    audit::record_platform(tx, doer, Some(organization), act).await
}
