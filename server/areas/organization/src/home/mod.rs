//! The organisation's cards on the home page: its welcome for everybody; steps, figures and newcomers for people who
//! run it.

mod figures;
mod newcomers;
mod steps;

use chrono::{DateTime, Duration, Utc};
use domain::Permission;
use domain::home::{HomeCard, Welcome};
use server_core::Result;
use server_core::db::TenantTx;

/// The cards for the caller. Everything that figures and steps need is read in one query.
pub(crate) async fn home(tx: &mut TenantTx) -> Result<Vec<HomeCard>> {
    if tx.caller().allow(Permission::ManageMembers).is_err() {
        return Ok(vec![HomeCard::Welcome(welcome(tx).await?)]);
    }
    let (caller, facts) = (*tx.caller(), facts(tx).await?);
    let mut cards = vec![HomeCard::Welcome(Welcome { organization: facts.name.clone(), text: facts.welcome.clone() })];
    cards.extend(steps::of(&caller, &facts));
    cards.extend(figures::of(&caller, &facts));
    cards.extend(newcomers::of(tx).await?);
    Ok(cards)
}

async fn welcome(tx: &mut TenantTx) -> Result<Welcome> {
    let row = sqlx::query!("select name, welcome_text from organizations where id = app.organization_id()")
        .fetch_one(tx.conn())
        .await?;
    Ok(Welcome { organization: row.name, text: row.welcome_text })
}

/// The state of the organisation: now, and where it existed then, 30 days ago.
struct Facts {
    name: String,
    welcome: Option<String>,
    has_logo: bool,
    has_invited: bool,
    members: i64,
    joined: i64,
    conversations: i64,
    conversations_before: i64,
    messages: i64,
    messages_before: i64,
    cost: i64,
    cost_before: i64,
    /// Whether it is old enough for an earlier period to compare with.
    has_past: bool,
}

async fn facts(tx: &mut TenantTx) -> Result<Facts> {
    let now = tx.now();
    let (today, month_ago) = (now.date_naive(), days_ago(now, 30));
    let row = sqlx::query_as!(
        Facts,
        r#"select o.name, o.welcome_text as welcome, o.logo_key is not null as "has_logo!",
             exists (select from invites i where i.organization_id = o.id) as "has_invited!",
             (select count(*) from memberships m where m.organization_id = o.id) as "members!",
             (select count(*) from memberships m where m.organization_id = o.id and m.created_at > $2) as "joined!",
             coalesce(sum(d.conversations) filter (where d.day > $1::date - 30), 0)::bigint as "conversations!",
             coalesce(sum(d.conversations) filter (where d.day <= $1::date - 30), 0)::bigint as "conversations_before!",
             coalesce(sum(d.messages) filter (where d.day > $1::date - 30), 0)::bigint as "messages!",
             coalesce(sum(d.messages) filter (where d.day <= $1::date - 30), 0)::bigint as "messages_before!",
             coalesce(sum(d.cost_microcents) filter (where d.day > $1::date - 30), 0)::bigint as "cost!",
             coalesce(sum(d.cost_microcents) filter (where d.day <= $1::date - 30), 0)::bigint as "cost_before!",
             o.created_at <= $2 as "has_past!"
           from organizations o
           left join organization_days d on d.organization_id = o.id and d.day > $1::date - 60
           where o.id = app.organization_id()
           group by o.id"#,
        today,
        month_ago
    );
    Ok(row.fetch_one(tx.conn()).await?)
}

/// The time `days` days before `now`.
fn days_ago(now: DateTime<Utc>, days: i64) -> DateTime<Utc> {
    now.checked_sub_signed(Duration::days(days)).unwrap_or(DateTime::UNIX_EPOCH)
}
