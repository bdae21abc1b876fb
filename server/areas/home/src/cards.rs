//! The cards of all areas for one caller.

use domain::home::HomeCard;
use server_core::db::TenantTx;
use server_core::{Backend, Result};

/// Every area's cards, in the order of the areas.
pub(super) async fn cards(backend: &Backend, tx: &mut TenantTx) -> Result<Vec<HomeCard>> {
    let mut cards = Vec::new();
    for area in &backend.areas {
        cards.extend(area.home(backend, tx).await?);
    }
    Ok(cards)
}
