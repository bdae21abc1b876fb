//! The member list of the caller's organisation.

use chrono::{DateTime, Utc};
use domain::ids::UserId;
use domain::members::TierNames;
use domain::organizations::{MemberList, MemberQuery, MemberRow};
use domain::pictures::Picture;
use domain::{Page, Paging, Permission, Role};
use server_core::files::url;
use server_core::moments::Reader;
use server_core::{Backend, Caller, Error, Result};
use uuid::Uuid;

/// How many members one page shows.
const PAGE: u32 = 50;

struct Row {
    user_id: Uuid,
    name: String,
    email: String,
    role: String,
    picture_key: Option<String>,
    tier: String,
    created_at: DateTime<Utc>,
    member_tier_names: Vec<String>,
}

/// One page of members, in the requested order; an unknown order is the default one, by name.
pub async fn members(backend: &Backend, caller: &Caller, query: MemberQuery) -> Result<MemberList> {
    caller.allow(Permission::SeeMembers)?;
    let mut tx = backend.db.tenant(caller).await?;
    let total = sqlx::query_scalar!(r#"select count(*) as "total!" from memberships"#).fetch_one(tx.conn()).await?;
    let paging = Paging::of(query.page, total, PAGE);
    let rows = sqlx::query_as!(
        Row,
        r#"select m.user_id, u.name, u.email, m.role, m.tier, u.picture_key, m.created_at, o.member_tier_names
           from memberships m
           join users u on u.id = m.user_id
           join organizations o on o.id = m.organization_id
           order by
             case when $1 = 'role' and not $2 then array_position(array['owner', 'admin', 'member'], m.role) end asc,
             case when $1 = 'role' and $2 then array_position(array['owner', 'admin', 'member'], m.role) end desc,
             case when $1 = 'email' and not $2 then u.email end asc,
             case when $1 = 'email' and $2 then u.email end desc,
             case when $1 = 'joined' and not $2 then m.created_at end asc,
             case when $1 = 'joined' and $2 then m.created_at end desc,
             case when $1 = 'name' and $2 then lower(u.name) end desc,
             lower(u.name), m.user_id
           limit $3 offset $4"#,
        query.sort,
        query.descending,
        paging.limit(),
        paging.offset(),
    )
    .fetch_all(tx.conn())
    .await?;
    let tiers = TierNames::from_list(rows.first().map(|row| row.member_tier_names.clone()).unwrap_or_default());
    let reader = tx.reader();
    let page = Page::counted(rows, paging).try_map(|row| member(row, caller, reader))?;
    Ok(MemberList { page, tiers })
}

fn member(row: Row, caller: &Caller, reader: Reader) -> Result<MemberRow> {
    Ok(MemberRow {
        user_id: UserId(row.user_id),
        role: row.role.parse::<Role>().map_err(Error::Fault)?,
        picture: url(Picture::Avatar, row.picture_key.as_deref()),
        tier: row.tier.parse().map_err(Error::Fault)?,
        joined: reader.moment(row.created_at),
        is_you: caller.subject().0 == row.user_id,
        name: row.name,
        email: row.email,
    })
}
