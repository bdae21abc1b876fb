//! The operator's list of organisations, a page at a time.

use domain::god::{OrganizationPage, OrganizationQuery, TierChoice};

use super::select::{count, rows};
use crate::{Backend, God, Result};

/// How many organisations one page shows.
const PAGE: u32 = 50;

/// One page of the list, with all that its filters offer.
pub async fn organizations(backend: &Backend, god: &God, query: OrganizationQuery) -> Result<OrganizationPage> {
    let mut tx = backend.db.platform(god).await?;
    let now = tx.now();
    let page = query.page();
    let offset = i64::from(page - 1) * i64::from(PAGE);
    let total = count(tx.conn(), &query, now).await?;
    let rows = rows(tx.conn(), &query, now, (i64::from(PAGE), offset)).await?;
    let tiers =
        sqlx::query_as!(TierChoice, "select key, name from plans order by position, key").fetch_all(tx.conn()).await?;
    Ok(OrganizationPage {
        rows: rows.into_iter().map(|row| row.line(now)).collect(),
        total,
        page,
        pages: total.div_ceil(PAGE).max(1),
        size: PAGE,
        tiers,
    })
}
