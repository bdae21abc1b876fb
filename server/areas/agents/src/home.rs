//! The agents' cards on the home page: agents to talk to, and the step of customising one.

use domain::Permission;
use domain::home::{Ask, HomeCard, Step};
use domain::ids::AgentId;
use server_core::Result;
use server_core::db::TenantTx;
use uuid::Uuid;

use super::start::PROMPT;

/// The first agents; for people who may change them, also the step of doing so.
pub(super) async fn home(tx: &mut TenantTx) -> Result<Vec<HomeCard>> {
    let caller = *tx.caller();
    if caller.allow(Permission::Chat).is_err() {
        return Ok(Vec::new());
    }
    let rows = sqlx::query!(
        r#"select id, name, bool_or(version > 1 or system_prompt <> $1) over () as "is_shaped!"
           from agents where organization_id = app.organization_id() and archived_at is null
           order by created_at, id limit 4"#,
        PROMPT
    )
    .fetch_all(tx.conn())
    .await?;
    let step = rows.first().map(|first| step(first.id, first.is_shaped));
    let step = step.filter(|_| caller.allow(Permission::EditAgents).is_ok()).map(HomeCard::Step);
    let asks = rows.into_iter().map(|row| HomeCard::Ask(Ask { agent: AgentId(row.id), name: row.name }));
    Ok(asks.chain(step).collect())
}

fn step(agent: Uuid, is_done: bool) -> Step {
    Step {
        key: "agent".to_owned(),
        place: 2,
        title: "Give your agent its instructions".to_owned(),
        text: "Say how you work and how it should sound.".to_owned(),
        button: "Edit the agent".to_owned(),
        href: format!("/agents/{agent}"),
        is_done,
    }
}
