//! Changes a member's role and tier. It holds from the member's next request on.

use domain::members::ChangeMember;
use domain::{FieldErrors, Permission, Role};
use serde_json::json;
use server_core::{Backend, Caller, Result, audit, limits};

use super::owners;
use crate::actions;

/// Writes role and tier; nobody gives a role above their own or touches somebody who has one.
pub async fn change(backend: &Backend, caller: &Caller, form: ChangeMember) -> Result<()> {
    caller.allow(Permission::ManageMembers)?;
    let (role, tier) = form.validate()?;
    let mut tx = backend.db.tenant(caller).await?;
    let organization = caller.org();
    limits::hold(tx.conn(), organization).await?;
    let before = owners::role_of(tx.conn(), organization, form.id).await?;
    if before > caller.role() {
        return Err(domain::AppError::Forbidden.into());
    }
    if role > caller.role() {
        return Err(FieldErrors::of("role", "You can give roles up to your own.").into());
    }
    if role > before {
        caller.may_hand_out(role)?;
    }
    if role != Role::Owner && owners::is_last(tx.conn(), organization, form.id).await? {
        return Err(owners::last());
    }
    let tier_before =
        sqlx::query_scalar!("select tier from memberships where user_id = $1", form.id.0).fetch_one(tx.conn()).await?;
    sqlx::query!(
        "update memberships set role = $2, tier = $3 where user_id = $1",
        form.id.0,
        role.as_str(),
        tier.as_str()
    )
    .execute(tx.conn())
    .await?;
    let detail = json!({
        "before": { "role": before, "tier": tier_before },
        "after": { "role": role, "tier": tier },
    });
    audit::record(&mut tx, actions::CHANGE_MEMBER, Some(form.id.to_string()), detail).await?;
    tx.commit().await
}
