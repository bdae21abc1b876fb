//! The operator's list as a file for spreadsheets: every organisation that matches the filter.

use chrono::SecondsFormat;
use domain::figures::MICROCENTS;
use god_domain::OrganizationQuery;
use server_core::{Backend, ProvenGod, Result, csv};

use super::select::{Row, rows};

const HEADS: [&str; 13] = [
    "Organisation",
    "Address",
    "Owner",
    "Tier",
    "State",
    "Members",
    "MRR (USD)",
    "Created",
    "Last activity",
    "Conversations (30 days)",
    "Messages (30 days)",
    "AI cost (30 days, USD)",
    "Storage (bytes)",
];
/// More organisations than a spreadsheet can hold.
const LINES: i64 = 1_000_000;

/// The list as comma-separated values, sorted as asked.
pub async fn export(backend: &Backend, god: &ProvenGod, query: &OrganizationQuery) -> Result<String> {
    let mut tx = backend.db.platform(god).await?;
    let now = tx.now();
    let mut text = csv::head(&HEADS);
    for row in rows(tx.conn(), query, now, (LINES, 0)).await? {
        text.push_str(&line(&row));
    }
    Ok(text)
}

fn line(row: &Row) -> String {
    let time = |at: chrono::DateTime<chrono::Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let cents = |cents: i64| format!("{}.{:02}", cents / 100, cents % 100);
    csv::line(&[
        &row.name,
        &row.slug,
        row.owner_email.as_deref().unwrap_or_default(),
        &row.tier_name,
        row.state().label(),
        &row.members.to_string(),
        &cents(row.mrr_cents.into()),
        &time(row.created_at),
        &row.last_activity_at.map(time).unwrap_or_default(),
        &row.conversations_30d.to_string(),
        &row.messages_30d.to_string(),
        &cents((row.cost_30d_microcents + MICROCENTS / 2) / MICROCENTS),
        &row.storage_bytes.to_string(),
    ])
}
