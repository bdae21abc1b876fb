//! Events from Stripe: which organisation pays for which plan. Each event counts once, whatever order they come in.

use chrono::{DateTime, TimeDelta, Utc};
use domain::AppError;
use server_core::db::PlatformTx;
use server_core::{Backend, Origin, Result};
use stripe::{Event, EventKind, Standing};

use super::known::Told;
use super::running::{Payer, organization_of};

/// How far another clock may be ahead of ours: an event from later than that would outrank the events after it.
const AHEAD: TimeDelta = TimeDelta::days(1);

/// Receives an event with its body and signature unchanged; a wrong signature is refused, a repeat does nothing, and
/// neither does a signed event that cannot be parsed: sending it again would not help. Its effects are in the audit log
/// with `origin`, as done by the platform: the address there is the payment service's.
pub async fn receive(backend: &Backend, origin: Origin, signature: &str, body: &[u8]) -> Result<()> {
    let stripe = backend.stripe.as_ref().ok_or(AppError::NotFound)?;
    let now = backend.clock.now();
    stripe::verify(stripe.webhook_secret(), signature, body, now.timestamp()).map_err(|error| {
        tracing::warn!(%error, "an event that claims to come from Stripe was refused");
        AppError::Forbidden
    })?;
    let Some(event) = Event::read(body) else {
        tracing::warn!(bytes = body.len(), "something signed by Stripe that is no event was left alone");
        return Ok(());
    };
    let mut tx = backend.db.upkeep().await?;
    if is_new(&mut tx, &event, now).await? {
        heed(&mut tx, &event, origin).await?;
    }
    tx.commit().await
}

async fn is_new(tx: &mut PlatformTx, event: &Event, now: DateTime<Utc>) -> Result<bool> {
    let (kind, organization) = match &event.kind {
        EventKind::Told { subscription, standing } => (standing.as_str(), organization_of(subscription)),
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

async fn heed(tx: &mut PlatformTx, event: &Event, origin: Origin) -> Result<()> {
    let EventKind::Told { subscription, standing } = &event.kind else { return Ok(()) };
    let told = Told { subscription, standing: *standing, at: moment(event.created, tx.now()), origin };
    let Some((payer, news)) = Payer::told(tx, told).await? else { return Ok(()) };
    match standing {
        Standing::Paid | Standing::Running => payer.runs(tx, subscription, &news).await,
        Standing::Resting | Standing::Ended => payer.stops(tx, subscription).await,
    }
}

/// When an event happened, by its own timestamp if that is possible.
fn moment(created: Option<i64>, now: DateTime<Utc>) -> DateTime<Utc> {
    let told = created.filter(|seconds| *seconds > 0).and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    told.filter(|told| *told <= now + AHEAD).unwrap_or(now)
}
