//! The branding of the demo's organisations.

use server_core::area::Demo;
use server_core::{Backend, Result};

/// Gives each its own colour, so that they are told apart at a glance.
pub(crate) async fn demo(backend: &Backend, demo: &Demo) -> Result<()> {
    let accent = match demo.key {
        "bright" => "#4f46e5",
        "northwind" => "#0f766e",
        _ => return Ok(()),
    };
    let mut tx = backend.db.tenant(&demo.owner).await?;
    sqlx::query!("update organizations set accent = $2 where id = $1", demo.organization().0, accent)
        .execute(tx.conn())
        .await?;
    tx.commit().await
}
