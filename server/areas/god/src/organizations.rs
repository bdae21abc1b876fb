//! The operator's list of organisations, a page at a time.

use domain::{Page, Paging};
use god_domain::{OrganizationList, OrganizationQuery, TierChoice};
use server_core::{Backend, God, Result};

use super::select::{count, rows};

/// How many organisations one page shows.
const PAGE: u32 = 50;

/// One page of the list, with the options of its filters.
pub async fn organizations(backend: &Backend, god: &God, query: OrganizationQuery) -> Result<OrganizationList> {
    let mut tx = backend.db.platform(god).await?;
    let now = tx.now();
    let total = count(tx.conn(), &query, now).await?;
    let paging = Paging::of(query.page(), total, PAGE);
    let rows = rows(tx.conn(), &query, now, (paging.limit(), paging.offset())).await?;
    let tiers =
        sqlx::query_as!(TierChoice, "select key, name from plans order by position, key").fetch_all(tx.conn()).await?;
    let reader = tx.reader();
    Ok(OrganizationList { page: Page::counted(rows, paging).map(|row| row.line(reader)), tiers })
}
