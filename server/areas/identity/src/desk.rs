//! The entrance to `Db::identity`, which this area alone uses: people and their sessions, before a caller is known.

use server_core::db::IdentityTx;
use server_core::{Backend, Result};

/// Begins a transaction of `Db::identity`.
#[expect(clippy::disallowed_methods, reason = "whose people they are, this area decides")]
pub(crate) async fn desk(backend: &Backend) -> Result<IdentityTx> {
    backend.db.identity().await
}
