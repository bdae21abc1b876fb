//! The door that this area alone uses: to people and their sessions, before anybody is known.

use server_core::db::IdentityTx;
use server_core::{Backend, Result};

/// Opens a transaction at the sign-in desk.
#[expect(clippy::disallowed_methods, reason = "whose people they are, this area decides")]
pub(crate) async fn desk(backend: &Backend) -> Result<IdentityTx> {
    backend.db.identity().await
}
