//! The open invitations of the caller's organisation.

use chrono::{DateTime, Utc};
use domain::ids::InviteId;
use domain::invites::{InviteState, MemberInviteList, MemberInviteQuery, MemberInviteRow};
use domain::{Page, Paging, Permission, Role};
use server_core::moments::Reader;
use server_core::{Backend, Caller, Error, Result, limits};
use uuid::Uuid;

use super::tiers;

/// How many invitations one page shows.
const PAGE: u32 = 50;

struct Row {
    id: Uuid,
    email: String,
    role: String,
    tier: String,
    inviter: Option<String>,
    by_mail: bool,
    sent_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
    bounced_at: Option<DateTime<Utc>>,
}

/// One page of the invitations that are neither accepted nor withdrawn, the latest first, with the seats that are left.
pub async fn invites(backend: &Backend, caller: &Caller, query: MemberInviteQuery) -> Result<MemberInviteList> {
    caller.allow(Permission::InviteMembers)?;
    let mut tx = backend.db.tenant(caller).await?;
    let reader = tx.reader();
    let total = sqlx::query_scalar!(
        r#"select count(*) as "total!" from invites where accepted_at is null and revoked_at is null"#
    )
    .fetch_one(tx.conn())
    .await?;
    let paging = Paging::of(query.page, total, PAGE);
    let rows = sqlx::query_as!(
        Row,
        r#"select i.id, i.email, i.role, i.tier, u.name as "inviter?", i.by_mail,
             coalesce(i.sent_again_at, i.created_at) as "sent_at!", i.expires_at, i.bounced_at
           from invites i
           left join users u on u.id = i.invited_by
           where i.accepted_at is null and i.revoked_at is null
           order by i.created_at desc, i.id desc limit $1 offset $2"#,
        paging.limit(),
        paging.offset(),
    )
    .fetch_all(tx.conn())
    .await?;
    let seats = limits::seats(tx.conn(), caller.org(), reader.now).await?;
    let tiers = tiers::read(&mut tx).await?;
    let page = Page::counted(rows, paging).try_map(|row| invite(row, caller, reader))?;
    Ok(MemberInviteList {
        page,
        seats,
        tiers,
        roles: Role::ALL.into_iter().filter(|role| *role <= caller.role()).collect(),
    })
}

fn invite(row: Row, caller: &Caller, reader: Reader) -> Result<MemberInviteRow> {
    let role: Role = row.role.parse().map_err(Error::Fault)?;
    let state = if row.bounced_at.is_some() {
        InviteState::Bounced
    } else if row.expires_at <= reader.now {
        InviteState::Expired
    } else {
        InviteState::Sent
    };
    Ok(MemberInviteRow {
        id: InviteId(row.id),
        email: row.email,
        role,
        tier: row.tier.parse().map_err(Error::Fault)?,
        state,
        sent: reader.moment(row.sent_at),
        expires: reader.moment(row.expires_at),
        inviter: row.inviter,
        by_mail: row.by_mail,
        may_change: role <= caller.role(),
    })
}
