//! What Stripe tells: which organisation pays for which plan. Each event counts once, whatever order they come in.

use chrono::{DateTime, Utc};
use domain::AppError;
use domain::ids::OrganizationId;
use serde_json::json;
use stripe::{Event, EventKind, Subscription};

use crate::audit::{self, Act, Doer};
use crate::db::PlatformTx;
use crate::{Backend, Error, Result};

/// The tier of who no longer pays.
const UNPAID: &str = "free";

/// Takes in an event whose body and signature arrived as they are; a wrong signature is refused, a repeat does nothing.
pub async fn receive(backend: &Backend, signature: &str, body: &[u8]) -> Result<()> {
    let stripe = backend.stripe.as_ref().ok_or(AppError::NotFound)?;
    let now = backend.clock.now();
    stripe::verify(stripe.webhook_secret(), signature, body, now.timestamp()).map_err(|error| {
        tracing::warn!(%error, "an event that claims to come from Stripe was refused");
        AppError::Forbidden
    })?;
    let event = Event::read(body).map_err(|error| Error::fault("read an event of Stripe", error))?;
    let mut tx = backend.db.upkeep().await?;
    if is_new(&mut tx, &event, now).await? {
        heed(&mut tx, &event).await?;
    }
    tx.commit().await
}

async fn is_new(tx: &mut PlatformTx, event: &Event, now: DateTime<Utc>) -> Result<bool> {
    let (kind, organization) = match &event.kind {
        EventKind::Running(subscription) => ("running", organization_of(subscription)),
        EventKind::Ended(subscription) => ("ended", organization_of(subscription)),
        EventKind::Other(kind) => (kind.as_str(), None),
    };
    let written = sqlx::query!(
        "insert into stripe_events (id, kind, organization_id, received_at) values ($1, $2, $3, $4)
         on conflict (id) do nothing",
        event.id,
        kind,
        organization.map(|organization| organization.0),
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(written.rows_affected() == 1)
}

fn organization_of(subscription: &Subscription) -> Option<OrganizationId> {
    subscription.organization.parse().ok()
}

async fn heed(tx: &mut PlatformTx, event: &Event) -> Result<()> {
    let at = DateTime::from_timestamp(event.created, 0).unwrap_or_else(|| tx.now());
    match &event.kind {
        EventKind::Running(subscription) => {
            if remember(tx, subscription, Some(&subscription.id), at).await? {
                set_tier(tx, subscription, &subscription.plan).await?;
            }
        }
        EventKind::Ended(subscription) => {
            if remember(tx, subscription, None, at).await? {
                set_tier(tx, subscription, UNPAID).await?;
            }
        }
        EventKind::Other(_) => {}
    }
    Ok(())
}

/// Remembers customer and subscription; false if something newer is known, or nothing of this organisation.
async fn remember(
    tx: &mut PlatformTx,
    subscription: &Subscription,
    running: Option<&str>,
    at: DateTime<Utc>,
) -> Result<bool> {
    let Some(organization) = organization_of(subscription) else { return Ok(false) };
    let written = sqlx::query!(
        "insert into billing_accounts as b (organization_id, customer, subscription, heard_at)
         select o.id, $2, $3, $4 from organizations o where o.id = $1
         on conflict (organization_id) do update set customer = excluded.customer, subscription = excluded.subscription,
           heard_at = excluded.heard_at
         where b.heard_at <= excluded.heard_at
           -- The end of an earlier subscription is not the end of the one that runs.
           and (excluded.subscription is not null or b.subscription is null or b.subscription = $5)",
        organization.0,
        subscription.customer,
        running,
        at,
        subscription.id
    )
    .execute(tx.conn())
    .await?;
    Ok(written.rows_affected() == 1)
}

async fn set_tier(tx: &mut PlatformTx, subscription: &Subscription, tier: &str) -> Result<()> {
    let Some(organization) = organization_of(subscription) else { return Ok(()) };
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
