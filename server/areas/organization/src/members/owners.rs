//! An organisation always has an owner. Check while the organisation is locked, so that two owners cannot leave at
//! once.

use domain::ids::{OrganizationId, UserId};
use domain::{AppError, Role};
use server_core::{Error, Result};
use sqlx::PgConnection;

/// The person's role in the organisation; somebody who does not belong to it does not exist.
pub(super) async fn role_of(conn: &mut PgConnection, organization: OrganizationId, person: UserId) -> Result<Role> {
    let role = sqlx::query_scalar!(
        "select role from memberships where organization_id = $1 and user_id = $2",
        organization.0,
        person.0
    )
    .fetch_optional(conn)
    .await?
    .ok_or(AppError::NotFound)?;
    role.parse().map_err(Error::Fault)
}

/// Whether the person is its only owner.
pub(super) async fn is_last(conn: &mut PgConnection, organization: OrganizationId, person: UserId) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"select exists (select from memberships where organization_id = $1 and user_id = $2 and role = 'owner')
             and not exists (select from memberships where organization_id = $1 and user_id <> $2 and role = 'owner')
             as "is_last!""#,
        organization.0,
        person.0
    )
    .fetch_one(conn)
    .await?)
}

/// The error for a person who would leave the organisation without an owner.
pub(super) fn last() -> Error {
    AppError::conflict("An organisation needs an owner. Make somebody else an owner first, or hand it over.").into()
}
