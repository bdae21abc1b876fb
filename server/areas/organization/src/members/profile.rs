//! One member's page: their role and tier, and what the caller may do about them.

use chrono::{DateTime, Utc};
use domain::ids::UserId;
use domain::members::{MemberProfile, TierNames};
use domain::pictures::Picture;
use domain::{AppError, Permission, Role};
use server_core::files::url;
use server_core::{Backend, Caller, Error, Result};

use super::{owners, transfer};

struct Row {
    name: String,
    email: String,
    picture_key: Option<String>,
    role: String,
    tier: String,
    created_at: DateTime<Utc>,
    organization: String,
    member_tier_names: Vec<String>,
}

/// The member, as the caller may see and change them; a person of another organisation does not exist.
pub async fn profile(backend: &Backend, caller: &Caller, id: UserId) -> Result<MemberProfile> {
    caller.allow(Permission::SeeMembers)?;
    let mut tx = backend.db.tenant(caller).await?;
    let reader = tx.reader();
    let row = sqlx::query_as!(
        Row,
        "select u.name, u.email, u.picture_key, m.role, m.tier, m.created_at, o.name as organization, o.member_tier_names
         from memberships m join users u on u.id = m.user_id join organizations o on o.id = m.organization_id
         where m.user_id = $1",
        id.0
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(AppError::NotFound)?;
    let is_last_owner = owners::is_last(tx.conn(), caller.org(), id).await?;
    let transfer =
        transfer::read(&mut tx).await?.filter(|open| open.is_seen_by(caller)).map(|open| open.told(caller, reader));
    let role: Role = row.role.parse().map_err(Error::Fault)?;
    let (is_you, manages) =
        (caller.subject() == id, caller.role().may(Permission::ManageMembers) && role <= caller.role());
    let roles = Role::ALL.into_iter().filter(|role| manages && *role <= caller.role()).collect();
    Ok(MemberProfile {
        id,
        role,
        tier: row.tier.parse().map_err(Error::Fault)?,
        joined: reader.moment(row.created_at),
        is_you,
        organization: row.organization,
        tiers: TierNames::from_list(row.member_tier_names),
        roles,
        is_last_owner,
        may_remove: manages && !is_you,
        may_offer: !is_you && transfer.is_none() && caller.role().may(Permission::TransferOwnership),
        transfer,
        name: row.name,
        picture: url(Picture::Avatar, row.picture_key.as_deref()),
        email: row.email,
    })
}
