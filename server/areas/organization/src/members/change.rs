//! Changes a member's role and tier, in force from the member's next request on.

use domain::members::ChangeMember;
use domain::{AppError, FieldErrors, Permission, Role};
use serde_json::json;
use server_core::{Backend, Caller, Result, audit, limits};

use super::{Asker, owners};
use crate::actions;

/// Writes role and tier; nobody gives a role above their own or changes somebody with one. Making an owner requires a
/// proof first.
pub async fn change(backend: &Backend, asker: Asker<'_>, form: ChangeMember) -> Result<()> {
    let caller = asker.caller;
    caller.allow(Permission::ManageMembers)?;
    let (role, tier) = form.validate()?;
    // Before the organisation is locked: a proof takes its time.
    let is_raised = is_raised(backend, caller, &form, role).await?;
    if is_raised {
        asker.prove_to_give(backend, role).await?;
    }
    let mut tx = backend.db.tenant(caller).await?;
    let organization = caller.org();
    limits::hold(tx.conn(), organization).await?;
    let before = owners::role_of(tx.conn(), organization, form.id).await?;
    may_change(caller, before, role)?;
    if role > before && !is_raised {
        return Err(AppError::conflict("Somebody else has changed this member meanwhile. Look again.").into());
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

/// Whether the member gets a higher role than they have, which the caller may give.
async fn is_raised(backend: &Backend, caller: &Caller, form: &ChangeMember, role: Role) -> Result<bool> {
    let mut tx = backend.db.tenant(caller).await?;
    let before = owners::role_of(tx.conn(), caller.org(), form.id).await?;
    may_change(caller, before, role)?;
    Ok(role > before)
}

fn may_change(caller: &Caller, before: Role, role: Role) -> Result<()> {
    if before > caller.role() {
        return Err(AppError::Forbidden.into());
    }
    if role > caller.role() {
        return Err(FieldErrors::of("role", "You can give roles up to your own.").into());
    }
    Ok(())
}
