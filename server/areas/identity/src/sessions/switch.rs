//! Which of the person's organisations a session is in.

use crate::desk;
use domain::AppError;
use domain::closures::ClosedOrganization;
use domain::ids::{OrganizationId, SessionId, UserId};
use server_core::db::IdentityTx;
use server_core::{Backend, Result, SignedIn};
use sqlx::PgConnection;

/// Moves the session to another of the person's organisations; one they do not belong to does not exist.
pub async fn switch_organization(backend: &Backend, signed_in: &SignedIn, organization: OrganizationId) -> Result<()> {
    signed_in.refuse_impersonation()?;
    let closed = signed_in.viewer().closed.iter().find(|closed| closed.id == organization);
    if let Some(error) = closed.map(ClosedOrganization::error) {
        return Err(error.into());
    }
    let mut tx = desk(backend).await?;
    let moved = sqlx::query!(
        "update sessions s set current_organization_id = $3 where s.id = $1 and s.user_id = $2
         and exists (select from memberships m where m.organization_id = $3 and m.user_id = $2)",
        signed_in.session().0,
        signed_in.user().0,
        organization.0
    )
    .execute(tx.conn())
    .await?;
    if moved.rows_affected() == 0 {
        return Err(AppError::NotFound.into());
    }
    tx.commit().await
}

/// Moves a session whose organisation has closed to the organisation that the viewer now shows.
pub async fn move_on(backend: &Backend, signed_in: SignedIn) -> Result<SignedIn> {
    let Some(current) = signed_in.viewer().current.as_ref().filter(|_| signed_in.left().is_some()) else {
        return Ok(signed_in);
    };
    let mut tx = desk(backend).await?;
    sqlx::query!("update sessions set current_organization_id = $2 where id = $1", signed_in.session().0, current.id.0)
        .execute(tx.conn())
        .await?;
    tx.commit().await?;
    Ok(signed_in.leaving(None))
}

/// Moves a session to an organisation that its person has just joined in the same transaction.
pub(crate) async fn enter(conn: &mut PgConnection, session: SessionId, organization: OrganizationId) -> Result<()> {
    sqlx::query!("update sessions set current_organization_id = $2 where id = $1", session.0, organization.0)
        .execute(conn)
        .await?;
    Ok(())
}

/// Moves every session of a person out of an organisation that they leave in the same transaction.
pub async fn step_out(tx: &mut IdentityTx, organization: OrganizationId, person: UserId) -> Result<()> {
    sqlx::query!(
        "update sessions set current_organization_id = null where user_id = $2 and current_organization_id = $1",
        organization.0,
        person.0
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
