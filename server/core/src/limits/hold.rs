//! Serialises transactions that count and change the members of an organisation.

use domain::AppError;
use domain::ids::OrganizationId;
use sqlx::PgConnection;

use crate::Result;

/// Locks the organisation's row until the transaction ends. Take it before any row of a membership or an invitation, so
/// that two transactions never deadlock; rows may still reference the organisation meanwhile.
pub async fn hold(conn: &mut PgConnection, organization: OrganizationId) -> Result<()> {
    sqlx::query!("select id from organizations where id = $1 for no key update", organization.0)
        .fetch_optional(conn)
        .await?
        .ok_or(AppError::NotFound)?;
    Ok(())
}
