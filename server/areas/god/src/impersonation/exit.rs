//! Ends an impersonation by the operator.

use domain::impersonation::GOD_START;
use identity_area::{EndReason, end_viewing};
use server_core::{Backend, Result, SignedIn};

/// Ends it and returns the page to go back to; also if it has ended already.
#[expect(clippy::disallowed_methods, reason = "viewings stand with the sessions")]
pub async fn exit(backend: &Backend, signed_in: &SignedIn) -> Result<String> {
    let Some(impersonation) = signed_in.impersonation() else {
        return signed_in.god().map(|_| GOD_START.to_owned()).map_err(Into::into);
    };
    let mut tx = backend.db.identity().await?;
    let back = end_viewing(&mut tx, impersonation, EndReason::Exited, signed_in.origin()).await?;
    tx.commit().await?;
    Ok(back.unwrap_or_else(|| GOD_START.to_owned()))
}
