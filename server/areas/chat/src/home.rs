//! The cards of chat on the home page: recent conversations, and the step of trying an agent.

use domain::Permission;
use domain::home::{HomeCard, Lead, Step};
use server_core::Result;
use server_core::db::TenantTx;

use super::rows::titled;

/// The caller's own latest conversations; for people who set the organisation up, also the step of trying an agent.
pub(super) async fn home(tx: &mut TenantTx) -> Result<Vec<HomeCard>> {
    let caller = *tx.caller();
    if caller.allow(Permission::Chat).is_err() {
        return Ok(Vec::new());
    }
    let rows = sqlx::query!(
        "select c.id, c.title, c.updated_at, a.name as agent
         from conversations c join agents a on a.organization_id = c.organization_id and a.id = c.agent_id
         where c.organization_id = app.organization_id() and c.user_id = $1 and c.deleted_at is null
         order by c.updated_at desc, c.id desc limit 3",
        caller.subject().0
    )
    .fetch_all(tx.conn())
    .await?;
    let reader = tx.reader();
    let mut cards: Vec<HomeCard> = rows
        .into_iter()
        .map(|row| Lead {
            title: titled(row.title),
            note: row.agent,
            href: format!("/chat/{}", row.id),
            at: reader.moment(row.updated_at),
        })
        .map(HomeCard::GoOn)
        .collect();
    if caller.allow(Permission::EditAgents).is_ok() {
        let is_done = !cards.is_empty() || has_conversations(tx).await?;
        cards.push(HomeCard::Step(step(is_done)));
    }
    Ok(cards)
}

/// Whether anybody of the organisation has talked to an agent.
async fn has_conversations(tx: &mut TenantTx) -> Result<bool> {
    let any = sqlx::query_scalar!(
        r#"select exists (select from conversations where organization_id = app.organization_id()) as "any!""#
    );
    Ok(any.fetch_one(tx.conn()).await?)
}

fn step(is_done: bool) -> Step {
    Step {
        key: "try".to_owned(),
        place: 3,
        title: "Try your agent".to_owned(),
        text: "Ask what one of your members would ask.".to_owned(),
        button: "Start a chat".to_owned(),
        href: "/chat".to_owned(),
        is_done,
    }
}
