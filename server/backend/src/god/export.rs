//! The operator's list as a file for spreadsheets: every organisation that the filter finds.

use chrono::SecondsFormat;
use domain::figures::MICROCENTS;
use domain::god::OrganizationQuery;

use super::select::{Row, rows};
use crate::csv::Sheet;
use crate::{Backend, God, Result};

/// More organisations than a spreadsheet can hold.
const LINES: i64 = 1_000_000;

/// The list as comma-separated values, sorted as asked.
pub async fn export(backend: &Backend, god: &God, query: &OrganizationQuery) -> Result<String> {
    let mut tx = backend.db.platform(god).await?;
    let now = tx.now();
    let mut sheet = Sheet::new(&[
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
    ]);
    for row in rows(tx.conn(), query, now, (LINES, 0)).await? {
        line(&mut sheet, &row);
    }
    Ok(sheet.into_text())
}

fn line(sheet: &mut Sheet, row: &Row) {
    let time = |at: chrono::DateTime<chrono::Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let cents = |cents: i64| format!("{}.{:02}", cents / 100, cents % 100);
    let figures = [
        row.members.to_string(),
        cents(row.mrr_cents.into()),
        time(row.created_at),
        row.last_activity_at.map(time).unwrap_or_default(),
        row.conversations_30d.to_string(),
        row.messages_30d.to_string(),
        cents((row.cost_30d_microcents + MICROCENTS / 2) / MICROCENTS),
        row.storage_bytes.to_string(),
    ];
    let words = [
        row.name.as_str(),
        row.slug.as_str(),
        row.owner_email.as_deref().unwrap_or_default(),
        row.tier_name.as_str(),
        row.state().label(),
    ];
    sheet.line(words.into_iter().chain(figures.iter().map(String::as_str)));
}
