//! Ends a membership, by an owner or admin or by oneself. It runs in a transaction of `Db::identity`, because the
//! person's sessions leave the organisation at the same moment.

use domain::ids::UserId;
use domain::{AppError, Permission};
use serde_json::json;
use server_core::audit::{Act, Action};
use server_core::{Backend, Caller, Result, audit, limits};

use super::owners;
use crate::actions;

/// Removes a member from the organisation; nobody removes somebody above themselves, or themselves.
pub async fn remove(backend: &Backend, caller: &Caller, person: UserId) -> Result<()> {
    caller.allow(Permission::ManageMembers)?;
    if person == caller.subject() {
        return Err(AppError::conflict("To go yourself, leave the organisation.").into());
    }
    end(backend, caller, person, actions::REMOVE_MEMBER).await
}

/// Ends the caller's own membership; what they wrote stays with the organisation.
pub async fn leave(backend: &Backend, caller: &Caller) -> Result<()> {
    caller.refuse_impersonation()?;
    caller.refuse_keys()?;
    end(backend, caller, caller.subject(), actions::LEAVE).await
}

#[expect(clippy::disallowed_methods, reason = "the session has to go on elsewhere")]
async fn end(backend: &Backend, caller: &Caller, person: UserId, action: Action) -> Result<()> {
    let organization = caller.org();
    let mut tx = backend.db.identity().await?;
    limits::hold(tx.conn(), organization).await?;
    let role = owners::role_of(tx.conn(), organization, person).await?;
    if role > caller.role() {
        return Err(AppError::Forbidden.into());
    }
    if owners::is_last(tx.conn(), organization, person).await? {
        return Err(owners::last());
    }
    sqlx::query!("delete from memberships where organization_id = $1 and user_id = $2", organization.0, person.0)
        .execute(tx.conn())
        .await?;
    identity_area::step_out(&mut tx, organization, person).await?;
    let detail = json!({ "role": role });
    let act = Act { action, target: Some(person.to_string()), detail };
    audit::record_identity(&mut tx, caller, Some(organization), act).await?;
    tx.commit().await
}
