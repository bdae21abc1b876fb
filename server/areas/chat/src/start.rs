//! The data of the page that begins a new conversation.

use chat_domain::ChatStart;
use domain::Permission;
use server_core::{Backend, Caller, Result};

use super::rows::chat_agent;

/// The agents to talk to, and the name to greet.
pub async fn start(backend: &Backend, caller: &Caller) -> Result<ChatStart> {
    caller.allow(Permission::Chat)?;
    let mut tx = backend.db.tenant(caller).await?;
    let agents =
        sqlx::query!("select id, name, model from agents where archived_at is null order by created_at, id limit 100")
            .fetch_all(tx.conn())
            .await?;
    let welcome = sqlx::query!(
        r#"select o.welcome_text, u.name as "name?" from organizations o left join users u on u.id = $2 where o.id = $1"#,
        caller.org().0,
        caller.subject().0
    )
    .fetch_one(tx.conn())
    .await?;
    let name = welcome.name.unwrap_or_default();
    Ok(ChatStart {
        agents: agents
            .into_iter()
            .map(|agent| chat_agent(backend, agent.id, agent.name, agent.model.as_deref()))
            .collect(),
        name: name.split_whitespace().next().unwrap_or_default().to_owned(),
        welcome: welcome.welcome_text,
        may_edit_agents: caller.role().may(Permission::EditAgents),
    })
}
