//! Whether a session that was resolved a moment ago is still valid.

use crate::desk;
use server_core::{Backend, Result, SignedIn};

/// False once the session is gone, its organisation is closed or left, or the person's standing has changed.
pub async fn stands(backend: &Backend, signed_in: &SignedIn) -> Result<bool> {
    let mut tx = desk(backend).await?;
    let current = signed_in.viewer().current.as_ref();
    Ok(sqlx::query_scalar!(
        r#"select exists (select from sessions where id = $1)
             and (select i.id from impersonations i where i.session_id = $1 and i.ended_at is null) is not distinct from $5::uuid
             and ($2::uuid is null or exists (
               select from memberships m join organizations o on o.id = m.organization_id
               where m.organization_id = $2 and m.user_id = $3 and m.role = $4 and m.tier = $6
                 and o.suspended_at is null and o.deleted_at is null)) as "stands!""#,
        signed_in.session().0,
        current.map(|current| current.id.0),
        signed_in.user().0,
        current.map(|current| current.role.as_str()),
        signed_in.impersonation().map(|impersonation| impersonation.0),
        current.map(|current| current.tier.as_str()),
    )
    .fetch_one(tx.conn())
    .await?
        && signed_in.left().is_none())
}
