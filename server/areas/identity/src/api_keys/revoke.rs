//! Revokes a key: the next request with it is unauthenticated.

use crate::actions;
use domain::ids::ApiKeyId;
use domain::{AppError, Permission};
use serde_json::json;
use server_core::{Backend, Caller, Result, audit};

/// Revokes one's own key, or anybody's for people who manage them; any other does not exist.
pub async fn revoke(backend: &Backend, caller: &Caller, id: ApiKeyId) -> Result<()> {
    caller.refuse_impersonation()?;
    caller.allow(Permission::UseApiKeys)?;
    let mut tx = backend.db.tenant(caller).await?;
    let now = tx.now();
    let revoked = sqlx::query_scalar!(
        "update api_keys set revoked_at = $2 where id = $1 and revoked_at is null and (user_id = $3 or $4) returning name",
        id.0,
        now,
        caller.subject().0,
        caller.role().may(Permission::ManageApiKeys)
    )
    .fetch_optional(tx.conn())
    .await?;
    let name = revoked.ok_or(AppError::NotFound)?;
    audit::record(&mut tx, actions::REVOKE_API_KEY, Some(id.to_string()), json!({ "name": name })).await?;
    tx.commit().await
}
