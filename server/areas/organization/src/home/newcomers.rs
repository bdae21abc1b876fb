//! People who joined recently, and after the caller.

use domain::Role;
use domain::home::{HomeCard, Lead};
use server_core::db::TenantTx;
use server_core::{Error, Result};

use super::days_ago;

/// For how many days a new member is news.
const DAYS: i64 = 14;

/// The latest of them; for callers who manage members.
pub(super) async fn of(tx: &mut TenantTx) -> Result<Vec<HomeCard>> {
    let (person, since) = (tx.caller().subject().0, days_ago(tx.now(), DAYS));
    let rows = sqlx::query!(
        r#"select m.user_id, u.name, m.role, m.created_at
           from memberships m
           join users u on u.id = m.user_id
           join memberships own on own.organization_id = m.organization_id and own.user_id = $1
           where m.organization_id = app.organization_id() and m.user_id <> $1
             and m.created_at > $2 and m.created_at >= own.created_at
           order by m.created_at desc, m.user_id limit 5"#,
        person,
        since
    )
    .fetch_all(tx.conn())
    .await?;
    let reader = tx.reader();
    let news = rows.into_iter().map(|row| {
        let role: Role = row.role.parse().map_err(Error::Fault)?;
        Ok(HomeCard::News(Lead {
            title: row.name,
            note: format!("Joined as {}", role.with_article()),
            href: format!("/settings/members/{}", row.user_id),
            at: reader.moment(row.created_at),
        }))
    });
    news.collect()
}
