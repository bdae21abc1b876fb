//! The members of the organisation, and its invitations.

use chrono::{DateTime, Utc};
use domain::Role;
use domain::ids::UserId;
use god_domain::{InviteRow, InviteState, MemberRow};
use server_core::db::PlatformTx;
use server_core::{Error, Result};

use super::{READ, Slice};

/// Members, owners first.
pub(crate) async fn members(tx: &mut PlatformTx, slice: &Slice) -> Result<Vec<MemberRow>> {
    let rows = sqlx::query!(
        "select m.user_id, u.name, u.email, m.role, m.created_at
         from memberships m join users u on u.id = m.user_id
         where m.organization_id = $1
         order by array_position(array['owner', 'admin', 'member'], m.role), lower(u.name), m.user_id
         limit $2 offset $3",
        slice.organization,
        READ,
        slice.offset()
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(MemberRow {
                id: UserId(row.user_id),
                role: row.role.parse::<Role>().map_err(Error::Fault)?,
                joined: slice.moment(row.created_at),
                name: row.name,
                email: row.email,
            })
        })
        .collect()
}

/// Invitations, the latest first.
pub(crate) async fn invites(tx: &mut PlatformTx, slice: &Slice) -> Result<Vec<InviteRow>> {
    let rows = sqlx::query!(
        "select email, role, created_at, expires_at, accepted_at, revoked_at from invites
         where organization_id = $1 order by created_at desc, id limit $2 offset $3",
        slice.organization,
        READ,
        slice.offset()
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(InviteRow {
                state: state(row.accepted_at, row.revoked_at, row.expires_at <= slice.reader.now),
                role: row.role.parse::<Role>().map_err(Error::Fault)?,
                sent: slice.moment(row.created_at),
                expires: slice.moment(row.expires_at),
                email: row.email,
            })
        })
        .collect()
}

fn state(accepted: Option<DateTime<Utc>>, revoked: Option<DateTime<Utc>>, is_over: bool) -> InviteState {
    match (accepted, revoked) {
        (Some(_), _) => InviteState::Accepted,
        (None, Some(_)) => InviteState::Revoked,
        (None, None) if is_over => InviteState::Expired,
        (None, None) => InviteState::Open,
    }
}
