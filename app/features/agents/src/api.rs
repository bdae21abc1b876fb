//! The server functions of the agents.

use agents_domain::{AgentCard, AgentProfile, AgentSettings, EditAgent, OneAgent};
use domain::AppResult;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// Every agent of the organisation.
#[server(prefix = "/api", endpoint = "agents/list", input = GetUrl)]
pub async fn list_agents() -> AppResult<Vec<AgentCard>> {
    let (backend, caller) = kit::caller()?;
    Ok(agents_area::list(&backend, &caller).await?)
}

/// One agent as its users see it.
#[server(prefix = "/api", endpoint = "agents/profile", input = GetUrl)]
pub async fn get_agent_profile(#[server(default)] query: OneAgent) -> AppResult<AgentProfile> {
    let (backend, caller) = kit::caller()?;
    Ok(agents_area::profile(&backend, &caller, query.id).await?)
}

/// One agent with everything that its form needs, for people who may change it.
#[server(prefix = "/api", endpoint = "agents/get", input = GetUrl)]
pub async fn get_agent(#[server(default)] query: OneAgent) -> AppResult<AgentSettings> {
    let (backend, caller) = kit::caller()?;
    Ok(agents_area::settings(&backend, &caller, query.id).await?)
}

/// Changes an agent and leads back to its page.
#[server(prefix = "/api", endpoint = "agents/edit")]
#[middleware(kit::keep::<Self>())]
pub async fn edit_agent_settings(#[server(default)] form: EditAgent) -> AppResult<()> {
    let (backend, caller) = kit::caller()?;
    let id = form.id;
    agents_area::edit(&backend, &caller, form).await?;
    kit::redirect(&format!("/agents/{id}?saved=1"));
    Ok(())
}
