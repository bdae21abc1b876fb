//! An owner deletes the organisation; within a month an owner can restore it.

use chrono::Duration;
use domain::closures::RESTORABLE_DAYS;
use domain::ids::OrganizationId;
use domain::{AppError, Permission};
use identity_area::prove;
use organization_domain::offboarding::{CloseOrganization, DeletedOrganization};
use server_core::moments::{Reader, zone};
use server_core::{Backend, Result, SignedIn, Visit};

use crate::platform;

/// Deletes the organisation of the session, after its name and the password were typed again.
pub async fn delete_organization(
    backend: &Backend,
    signed_in: &SignedIn,
    visit: &Visit,
    form: CloseOrganization,
) -> Result<()> {
    let caller = signed_in.caller()?;
    caller.allow(Permission::CloseOrganization)?;
    caller.refuse_impersonation()?;
    let current = signed_in.viewer().current.as_ref().ok_or(AppError::NotFound)?;
    form.validate(&current.name)?;
    prove(backend, signed_in, visit, &form.proof).await?;
    platform::delete_by_owner(backend, signed_in, caller.org()).await
}

/// Restores an organisation that an owner deleted; for everybody but its owners it does not exist.
pub async fn restore_organization(backend: &Backend, signed_in: &SignedIn, organization: OrganizationId) -> Result<()> {
    signed_in.refuse_impersonation()?;
    let deleted = deleted_organizations(backend, signed_in).await?;
    if !deleted.iter().any(|deleted| deleted.id == organization) {
        return Err(AppError::NotFound.into());
    }
    platform::restore_by_owner(backend, signed_in, organization).await
}

/// The organisations that the person owns and that an owner deleted, as long as they can be restored.
#[expect(clippy::disallowed_methods, reason = "whoever has left an organisation is no caller in it")]
pub async fn deleted_organizations(backend: &Backend, signed_in: &SignedIn) -> Result<Vec<DeletedOrganization>> {
    signed_in.refuse_impersonation()?;
    let mut tx = backend.db.identity().await?;
    let now = tx.now();
    let month = Duration::days(i64::from(RESTORABLE_DAYS));
    let rows = sqlx::query!(
        r#"select o.id, o.name, o.time_zone, o.deleted_at as "deleted_at!"
           from organizations o join memberships m on m.organization_id = o.id
           where m.user_id = $1 and m.role = 'owner' and o.deleted_at > $2 and o.deleted_by_owner
           order by o.deleted_at desc"#,
        signed_in.user().0,
        now - month
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            // Each has its own zone: none of them is the one that the session is in.
            let reader = Reader { now, zone: zone(&row.time_zone) };
            DeletedOrganization {
                id: OrganizationId(row.id),
                deleted: reader.moment(row.deleted_at),
                purged: reader.moment(row.deleted_at + month),
                name: row.name,
            }
        })
        .collect())
}
