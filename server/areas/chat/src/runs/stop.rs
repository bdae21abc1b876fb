//! Stops a run at the person's wish.

use domain::ids::RunId;
use domain::{AppError, Permission};
use server_core::{Backend, Caller, Result};

use super::hub::hub;

/// Asks the run to stop; one that has ended already stays as it is.
pub async fn stop(backend: &Backend, caller: &Caller, run: RunId) -> Result<()> {
    caller.refuse_impersonation()?;
    caller.allow(Permission::Chat)?;
    let mut tx = backend.db.tenant(caller).await?;
    let now = tx.now();
    sqlx::query_scalar!(
        r#"update runs set stop_requested_at = coalesce(stop_requested_at, $3)
           where id = $1 and user_id = $2 returning id"#,
        run.0,
        caller.subject().0,
        now
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(AppError::NotFound)?;
    tx.commit().await?;
    hub(backend).stop(run);
    Ok(())
}
