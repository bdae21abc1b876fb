//! One transaction at a time may count and change who belongs to an organisation.

use domain::AppError;
use domain::ids::OrganizationId;
use sqlx::PgConnection;

use crate::Result;

/// Holds the organisation's row until the transaction ends. Take it before any row of a membership or an invitation, so
/// that two transactions never wait for each other; references to the organisation go on meanwhile.
pub async fn hold(conn: &mut PgConnection, organization: OrganizationId) -> Result<()> {
    sqlx::query!("select id from organizations where id = $1 for no key update", organization.0)
        .fetch_optional(conn)
        .await?
        .ok_or(AppError::NotFound)?;
    Ok(())
}
