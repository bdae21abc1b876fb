//! Where packed organisations are kept.

use server_core::Result;
use server_core::db::PlatformTx;
use storage::Shelf;

/// Organisations as they took themselves along.
pub(crate) const EXPORTS: Shelf = Shelf::named("exports");

/// Whether an export is this object.
pub(crate) async fn names(tx: &mut PlatformTx, key: &str) -> Result<bool> {
    Ok(sqlx::query_scalar!(r#"select exists (select from exports where object_key = $1) as "named!""#, key)
        .fetch_one(tx.conn())
        .await?)
}
