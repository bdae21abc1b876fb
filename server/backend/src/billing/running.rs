//! Which subscription an organisation pays for: the latest one that was begun. Every other one is ended, so that
//! nobody pays twice, and one that we have ended never counts again.

use chrono::{DateTime, Utc};
use domain::ids::OrganizationId;
use serde_json::json;
use sqlx::PgConnection;
use stripe::{StripeError, Subscription};

use crate::audit::{self, Act, Doer};
use crate::db::PlatformTx;
use crate::moments::storable;
use crate::{Backend, Error, Result};

/// The tier of who no longer pays.
const UNPAID: &str = "free";

/// An organisation that is told of, locked until the transaction ends.
pub(super) struct House {
    organization: OrganizationId,
    is_deleted: bool,
    /// The subscription that it pays for.
    running: Option<String>,
}

impl House {
    /// The organisation of a subscription that is told of at `at`; none if that says nothing new.
    pub async fn told(
        tx: &mut PlatformTx,
        subscription: &Subscription,
        status: &str,
        at: DateTime<Utc>,
    ) -> Result<Option<Self>> {
        let Some(house) = Self::lock(tx, subscription).await? else { return Ok(None) };
        Ok(house.note(tx, subscription, status, at).await?.then_some(house))
    }

    /// None if the subscription names none of ours, as when others use the same account of Stripe.
    async fn lock(tx: &mut PlatformTx, subscription: &Subscription) -> Result<Option<Self>> {
        let Some(organization) = organization_of(subscription) else { return Ok(None) };
        let row = sqlx::query!(
            r#"select o.deleted_at is not null as "is_deleted!", b.subscription as "running?"
               from organizations o left join billing_accounts b on b.organization_id = o.id
               where o.id = $1 for no key update of o"#,
            organization.0
        )
        .fetch_optional(tx.conn())
        .await?;
        Ok(row.map(|row| Self { organization, is_deleted: row.is_deleted, running: row.running }))
    }

    /// Notes what was told at `at`; false if something newer is known of this subscription, or it was ended by us.
    async fn note(
        &self,
        tx: &mut PlatformTx,
        subscription: &Subscription,
        status: &str,
        at: DateTime<Utc>,
    ) -> Result<bool> {
        let begun = time(subscription.begun).unwrap_or(at);
        let written = sqlx::query!(
            "insert into stripe_subscriptions as s (id, organization_id, status, begun_at, heard_at)
             values ($1, $2, $3, $4, $5)
             on conflict (id) do update set status = excluded.status, heard_at = excluded.heard_at
             where s.heard_at <= excluded.heard_at and s.status <> 'cancelled'
               and s.organization_id = excluded.organization_id",
            subscription.id,
            self.organization.0,
            status,
            begun,
            at
        )
        .execute(tx.conn())
        .await?;
        Ok(written.rows_affected() == 1)
    }

    /// A subscription runs: it is the one that is paid for, unless a later one runs already or nobody is left to pay.
    pub async fn runs(&self, tx: &mut PlatformTx, subscription: &Subscription) -> Result<()> {
        if self.is_deleted {
            return cancel(tx.conn(), &subscription.id).await;
        }
        match &self.running {
            // A renewal is no reason to change a tier that the operator may have set since.
            Some(running) if *running == subscription.id => return Ok(()),
            Some(running) if began_later(tx, running, &subscription.id).await? => {
                return cancel(tx.conn(), &subscription.id).await;
            }
            Some(running) => cancel(tx.conn(), running).await?,
            None => {}
        }
        sqlx::query!(
            "insert into billing_accounts (organization_id, customer, subscription) values ($1, $2, $3)
             on conflict (organization_id) do update
             set customer = excluded.customer, subscription = excluded.subscription",
            self.organization.0,
            subscription.customer,
            subscription.id
        )
        .execute(tx.conn())
        .await?;
        set_tier(tx, self.organization, &subscription.plan).await
    }

    /// A subscription is over. The tier goes with it, if it came with it.
    pub async fn ended(&self, tx: &mut PlatformTx, subscription: &Subscription) -> Result<()> {
        if self.running.as_ref() == Some(&subscription.id) {
            forget(tx, self.organization).await?;
        }
        Ok(())
    }
}

/// A time as Stripe tells it, if it is one.
pub(super) fn time(seconds: i64) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(seconds, 0).and_then(storable)
}

/// The organisation that a subscription names, if it is an id of the kind that we give.
pub(super) fn organization_of(subscription: &Subscription) -> Option<OrganizationId> {
    subscription.organization.parse().ok()
}

/// Ends what the organisation pays for, because it closes for good.
pub(crate) async fn end(tx: &mut PlatformTx, organization: OrganizationId) -> Result<()> {
    let running = sqlx::query_scalar!(
        r#"select subscription as "running!" from billing_accounts where organization_id = $1 and subscription is not null"#,
        organization.0
    )
    .fetch_optional(tx.conn())
    .await?;
    if let Some(running) = running {
        cancel(tx.conn(), &running).await?;
        forget(tx, organization).await?;
    }
    Ok(())
}

/// Ends a subscription at Stripe; one that is over already is fine.
pub(crate) async fn cancel_at_stripe(backend: &Backend, subscription: &str) -> Result<()> {
    const WHAT: &str = "cancel a subscription at Stripe";
    let stripe = backend.stripe.as_ref().ok_or_else(|| Error::fault(WHAT, "Stripe is not set up"))?;
    match stripe.cancel(subscription).await {
        Err(StripeError::Refused { status: 404, .. }) | Ok(()) => Ok(()),
        Err(error) => Err(Error::fault(WHAT, error)),
    }
}

async fn cancel(conn: &mut PgConnection, subscription: &str) -> Result<()> {
    sqlx::query!("update stripe_subscriptions set status = 'cancelled' where id = $1", subscription)
        .execute(&mut *conn)
        .await?;
    sqlx::query("select app.cancel_subscription($1)").bind(subscription).execute(conn).await?;
    Ok(())
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

async fn forget(tx: &mut PlatformTx, organization: OrganizationId) -> Result<()> {
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
    if source.as_deref() == Some("stripe") { set_tier(tx, organization, UNPAID).await } else { Ok(()) }
}

async fn set_tier(tx: &mut PlatformTx, organization: OrganizationId, tier: &str) -> Result<()> {
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
        action: "organization.tier",
        target: Some(organization.to_string()),
        detail: json!({ "before": { "tier": before }, "after": { "tier": tier }, "by": "stripe" }),
    };
    audit::record_platform(tx, Doer::PLATFORM, Some(organization), act).await
}
