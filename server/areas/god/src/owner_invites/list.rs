//! The operator's list of owner invitations.

use chrono::{DateTime, Utc};
use domain::ids::{OrganizationId, OwnerInviteId};
use domain::invites::{InviteState, OwnerInviteQuery, OwnerInviteRow};
use domain::values::SearchWords;
use domain::{Page, Paging};
use server_core::moments::Reader;
use server_core::{Backend, Error, God, Result};
use uuid::Uuid;

/// How many invitations one page shows.
const PAGE: u32 = 50;

struct Row {
    id: Uuid,
    email: String,
    organization_name: String,
    plan: String,
    state: String,
    trouble: Option<String>,
    sent_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
    resent: i32,
    inviter: Option<String>,
    founded_id: Option<Uuid>,
}

/// One page of invitations, the latest first; an unknown state lists all of them.
pub async fn list(backend: &Backend, god: &God, query: OwnerInviteQuery) -> Result<Page<OwnerInviteRow>> {
    let state = query.state.parse::<InviteState>().map(InviteState::as_str).unwrap_or_default();
    let search = SearchWords::of(&query.search).map(String::from).unwrap_or_default();
    let mut tx = backend.db.platform(god).await?;
    let reader = tx.reader();
    let total = sqlx::query_scalar!(
        r#"select count(*) as "total!"
           from owner_invites i
           cross join lateral (select case
             when i.accepted_at is not null then 'accepted' when i.revoked_at is not null then 'revoked'
             when i.bounced_at is not null then 'bounced' when i.expires_at <= $1 then 'expired'
             when i.opened_at is not null then 'opened' else 'sent' end as state) s
           where ($2 = '' or s.state = $2)
             and ($3 = '' or strpos(i.email || ' ' || lower(i.organization_name), lower($3)) > 0)"#,
        reader.now,
        state,
        search.as_str(),
    )
    .fetch_one(tx.conn())
    .await?;
    let paging = Paging::of(query.page, total, PAGE);
    let rows = sqlx::query_as!(
        Row,
        r#"select i.id, i.email, i.organization_name, p.name as plan, s.state as "state!", m.last_error as "trouble?",
             i.sent_at, i.expires_at, i.resent, u.name as "inviter?", i.founded_id
           from owner_invites i
           join plans p on p.key = i.tier
           left join users u on u.id = i.created_by
           left join mails m on m.id = i.mail_id and m.status in ('queued', 'failed')
           cross join lateral (select case
             when i.accepted_at is not null then 'accepted' when i.revoked_at is not null then 'revoked'
             when i.bounced_at is not null then 'bounced' when i.expires_at <= $1 then 'expired'
             when i.opened_at is not null then 'opened' else 'sent' end as state) s
           where ($2 = '' or s.state = $2)
             and ($3 = '' or strpos(i.email || ' ' || lower(i.organization_name), lower($3)) > 0)
           order by i.created_at desc, i.id desc limit $4 offset $5"#,
        reader.now,
        state,
        search.as_str(),
        paging.limit(),
        paging.offset(),
    )
    .fetch_all(tx.conn())
    .await?;
    Page::counted(rows, paging).try_map(|row| invite_row(row, reader))
}

fn invite_row(row: Row, reader: Reader) -> Result<OwnerInviteRow> {
    let state: InviteState = row.state.parse().map_err(Error::Fault)?;
    Ok(OwnerInviteRow {
        id: OwnerInviteId(row.id),
        email: row.email,
        organization: row.organization_name,
        plan: row.plan,
        state,
        trouble: row.trouble.filter(|_| state.is_open()),
        sent: reader.moment(row.sent_at),
        expires: reader.moment(row.expires_at),
        resent: row.resent,
        inviter: row.inviter,
        founded: row.founded_id.map(OrganizationId),
    })
}
