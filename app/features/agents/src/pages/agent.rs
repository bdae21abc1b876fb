//! `/agents/:id`: an agent's settings, or its profile for people who may not edit it.

use agents_domain::OneAgent;
use domain::ids::AgentId;
use domain::{AppError, AppResult, Permission};
use kit::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use ui::{Load, Page, PageWidth, TextSkeleton};

use crate::api::{EditAgentSettings, get_agent, get_agent_profile};
use crate::parts::{AgentForm, ProfileView};

/// One agent: a form for people who may edit it, a profile for everybody else.
#[component]
pub fn AgentPage() -> impl IntoView {
    let viewer = kit::known_viewer();
    let may_edit = viewer.with_untracked(|viewer| viewer.as_ref().is_some_and(|v| v.may(Permission::EditAgents)));
    let content = if may_edit { view! { <Settings /> }.into_any() } else { view! { <Profile /> }.into_any() };
    view! {
        <PageTitle title="Agent" />
        <Page width=PageWidth::Normal>{content}</Page>
    }
}

/// The agent that the address names.
fn named() -> Memo<AppResult<OneAgent>> {
    let params = use_params_map();
    let id = move || params.with(|params| params.get("id")).and_then(|id| id.parse::<AgentId>().ok());
    Memo::new(move |_| id().map(|id| OneAgent { id }).ok_or(AppError::NotFound))
}

#[component]
fn Settings() -> impl IntoView {
    let action = ServerAction::<EditAgentSettings>::new();
    let agent = named();
    // Reloaded after each submission: the form carries the version that was loaded.
    let settings = Resource::new_blocking(
        move || (agent.get(), action.version().get()),
        |(agent, _)| async move { get_agent(agent?).await },
    );
    let saved = kit::saved(action);
    view! {
        <Load
            resource=settings
            fallback=|| view! { <TextSkeleton lines=8 /> }
            view=move |settings| view! { <AgentForm settings action saved /> }.into_any()
        />
    }
}

#[component]
fn Profile() -> impl IntoView {
    let agent = named();
    let profile = Resource::new_blocking(move || agent.get(), |agent| async move { get_agent_profile(agent?).await });
    view! {
        <Load
            resource=profile
            fallback=|| view! { <TextSkeleton lines=3 /> }
            view=|profile| view! { <ProfileView profile /> }.into_any()
        />
    }
}
