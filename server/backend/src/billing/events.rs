//! What Stripe tells: which organisation pays for which plan. Each event counts once, whatever order they come in.

use chrono::{DateTime, Utc};
use domain::AppError;
use stripe::{Event, EventKind};

use super::running::{House, organization_of, time};
use crate::db::PlatformTx;
use crate::{Backend, Result};

/// Takes in an event whose body and signature arrived as they are; a wrong signature is refused, a repeat does nothing.
pub async fn receive(backend: &Backend, signature: &str, body: &[u8]) -> Result<()> {
    let stripe = backend.stripe.as_ref().ok_or(AppError::NotFound)?;
    let now = backend.clock.now();
    stripe::verify(stripe.webhook_secret(), signature, body, now.timestamp()).map_err(|error| {
        tracing::warn!(%error, "an event that claims to come from Stripe was refused");
        AppError::Forbidden
    })?;
    let event = match Event::read(body) {
        Ok(event) => event,
        // Sent again it would read no better.
        Err(error) => {
            tracing::warn!(%error, "an event of Stripe could not be read and was left alone");
            return Ok(());
        }
    };
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

async fn heed(tx: &mut PlatformTx, event: &Event) -> Result<()> {
    let at = time(event.created).unwrap_or_else(|| tx.now());
    match &event.kind {
        EventKind::Running(subscription) => match House::told(tx, subscription, "running", at).await? {
            Some(house) => house.runs(tx, subscription).await,
            None => Ok(()),
        },
        EventKind::Ended(subscription) => match House::told(tx, subscription, "ended", at).await? {
            Some(house) => house.ended(tx, subscription).await,
            None => Ok(()),
        },
        EventKind::Other(_) => Ok(()),
    }
}
