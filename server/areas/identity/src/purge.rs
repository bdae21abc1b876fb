//! Purges expired sessions, links, waiting sign-ups and counts of tries.

use crate::desk;
use chrono::Duration;
use server_core::{Backend, Result};

use super::{providers, two_factor};

/// How long a sign-up may wait for its confirmation, whatever the number of links.
pub(super) const WAITING: Duration = Duration::days(1);
/// How long a used or expired link is kept, so that the log can be understood.
const LINKS_KEPT: Duration = Duration::days(7);
/// How long an unused browser or network stays known: a little longer than its cookie lives.
const DEVICES_KEPT: Duration = Duration::days(430);

/// Deletes every row that can no longer matter; returns how many. Safe to run at any time, and twice.
pub async fn purge(backend: &Backend) -> Result<u64> {
    let mut tx = desk(backend).await?;
    let now = tx.now();
    let sessions = sqlx::query!("delete from sessions where idle_expires_at <= $1 or expires_at <= $1", now)
        .execute(tx.conn())
        .await?;
    let links =
        sqlx::query!("delete from email_tokens where expires_at <= $1", now - LINKS_KEPT).execute(tx.conn()).await?;
    let sign_ups = sqlx::query!("delete from sign_ups where used_at is not null or created_at <= $1", now - WAITING)
        .execute(tx.conn())
        .await?;
    let challenges =
        sqlx::query!("delete from sign_in_challenges where expires_at <= $1", now).execute(tx.conn()).await?;
    let enrolments = sqlx::query!(
        "delete from totp_credentials where confirmed_at is null and created_at <= $1",
        now - two_factor::WAITING
    )
    .execute(tx.conn())
    .await?;
    let devices = sqlx::query!("delete from known_devices where last_seen_at <= $1", now - DEVICES_KEPT)
        .execute(tx.conn())
        .await?;
    let networks = sqlx::query!("delete from known_networks where last_seen_at <= $1", now - DEVICES_KEPT)
        .execute(tx.conn())
        .await?;
    // Longer than any window.
    let tries = sqlx::query!("delete from throttles where window_start <= $1", now - Duration::hours(2))
        .execute(tx.conn())
        .await?;
    let journeys = providers::purge_states(tx.conn(), now).await?;
    tx.commit().await?;
    Ok(journeys
        + [sessions, links, sign_ups, challenges, enrolments, devices, networks, tries]
            .iter()
            .map(sqlx::postgres::PgQueryResult::rows_affected)
            .sum::<u64>())
}
