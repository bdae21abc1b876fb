//! The shelf of exports.

use server_core::Result;
use server_core::db::PlatformTx;
use storage::Shelf;

/// Exported organisations.
pub(crate) const EXPORTS: Shelf = Shelf::named("exports");

/// Whether an export has this object.
pub(crate) async fn names(tx: &mut PlatformTx, key: &str) -> Result<bool> {
    Ok(sqlx::query_scalar!(r#"select exists (select from exports where object_key = $1) as "named!""#, key)
        .fetch_one(tx.conn())
        .await?)
}
