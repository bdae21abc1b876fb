//! `/agents/:id`: an agent's settings.

use domain::AppError;
use domain::agents::OneAgent;
use domain::ids::AgentId;
use kit::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use ui::{Load, Page, PageWidth, TextSkeleton};

use crate::api::{EditAgentSettings, get_agent};
use crate::parts::AgentForm;

/// An agent's settings: a form for those who may change it, a description for everybody else.
#[component]
pub fn AgentPage() -> impl IntoView {
    let params = use_params_map();
    let query = use_query_map();
    let action = ServerAction::<EditAgentSettings>::new();
    let id = Memo::new(move |_| params.with(|params| params.get("id")).and_then(|id| id.parse::<AgentId>().ok()));
    // Read again after each submission: the form carries the version that it was read at.
    let agent = Resource::new_blocking(
        move || (id.get(), action.version().get()),
        |(id, _)| async move {
            match id {
                Some(id) => get_agent(OneAgent { id }).await,
                None => Err(AppError::NotFound),
            }
        },
    );
    let saved = Signal::derive(move || match action.value().get() {
        Some(answer) => answer.is_ok(),
        None => query.with(|query| query.get("saved").is_some()),
    });
    view! {
        <PageTitle title="Agent" />
        <Page width=PageWidth::Normal>
            <Load
                resource=agent
                fallback=|| view! { <TextSkeleton lines=8 /> }
                view=move |settings| view! { <AgentForm settings action saved /> }.into_any()
            />
        </Page>
    }
}
