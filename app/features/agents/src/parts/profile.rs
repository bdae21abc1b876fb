//! An agent for people who talk to it and may not edit it.

use agents_domain::AgentProfile;
use leptos::prelude::*;
use ui::{Badge, ButtonVariant, Crumb, LinkButton, PageHeader, Tone};

/// The agent's name, its model, and the link that starts a conversation.
#[component]
pub fn ProfileView(profile: AgentProfile) -> impl IntoView {
    let AgentProfile { name, model, is_demo } = profile;
    let crumbs = vec![Crumb::link("Agents", "/agents"), Crumb::here(name.clone())];
    let demo = is_demo.then(|| view! { <Badge tone=Tone::Info>"Demo model"</Badge> });
    let can_answer = model.is_some();
    let model = model.unwrap_or_else(|| "No model can answer here at the moment.".to_owned());
    view! {
        <PageHeader title=name crumbs />
        <dl class="flex flex-col gap-1 text-sm">
            <dt class="text-muted">"Model"</dt>
            <dd class="flex min-w-0 flex-wrap items-center gap-2">
                <span class="break-words">{model}</span>
                {demo}
            </dd>
        </dl>
        {can_answer
            .then(|| {
                view! {
                    <div>
                        <LinkButton href="/chat" variant=ButtonVariant::Primary>
                            "Start a conversation"
                        </LinkButton>
                    </div>
                }
            })}
    }
}
