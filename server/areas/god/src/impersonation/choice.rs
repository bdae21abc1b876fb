//! The people of an organisation whom the operator can impersonate.

use domain::ids::{OrganizationId, UserId};
use domain::impersonation::{ViewAsChoice, ViewAsPerson};
use domain::{AppError, Role};
use server_core::{Backend, Error, God, Result};

/// The organisation's people, owners first, without operators; at most five hundred.
pub async fn choice(backend: &Backend, god: &God, organization: OrganizationId) -> Result<ViewAsChoice> {
    let mut tx = backend.db.platform(god).await?;
    let name = sqlx::query_scalar!("select name from organizations where id = $1", organization.0)
        .fetch_optional(tx.conn())
        .await?
        .ok_or(AppError::NotFound)?;
    let rows = sqlx::query!(
        "select u.id, u.name, u.email, m.role from memberships m join users u on u.id = m.user_id
         where m.organization_id = $1 and not u.is_god
         order by array_position(array['owner', 'admin', 'member'], m.role), lower(u.name), u.id limit 500",
        organization.0
    )
    .fetch_all(tx.conn())
    .await?;
    let people = rows
        .into_iter()
        .map(|row| {
            let role = row.role.parse::<Role>().map_err(Error::Fault)?;
            Ok(ViewAsPerson { id: UserId(row.id), name: row.name, email: row.email, role })
        })
        .collect::<Result<_>>()?;
    Ok(ViewAsChoice { organization: name, people })
}
