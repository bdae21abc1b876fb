//! `/chat`, or `/chat?agent=` for a certain agent: the greeting, suggested questions, and the composer that starts a
//! conversation.

use std::time::Duration;

use chat_domain::ChatStart;
use leptos::ev::{Event, MouseEvent};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;
use ui::{Load, TextSkeleton};

use super::parts::{AgentBadge, ListToggle};
use super::start_state::StartState;
use crate::api::{SendMessage, start_chat};
use crate::composer::{ComposerForm, Outgoing};
use crate::list::ChatList;
use crate::transcript::FirstExchange;

const SUGGESTIONS: [(&str, &str); 4] = [
    ("Ideas", "Give me three ideas for a webinar"),
    ("Writing", "Write a welcome e-mail for new members"),
    ("Planning", "Plan a week of posts about one topic"),
    ("Thinking", "Ask me five questions that sharpen my offer"),
];

/// The page that starts a conversation.
#[component]
pub fn ChatStartPage() -> impl IntoView {
    let start = Resource::new_blocking(|| (), |()| start_chat());
    view! {
        <kit::PageTitle title="New conversation" />
        <Load
            resource=start
            fallback=|| {
                view! {
                    <div class="mx-auto w-full max-w-3xl px-6 py-16">
                        <TextSkeleton lines=4 />
                    </div>
                }
            }
            view=|start: ChatStart| view! { <Start start /> }.into_any()
        />
    }
}

#[component]
fn Start(start: ChatStart) -> impl IntoView {
    let state = StartState::new(start.agents, ChatList::current());
    if let Some(agent) = use_query_map().with_untracked(|query| query.get("agent")) {
        state.choose(&agent);
    }
    let send = Callback::new(move |outgoing: Outgoing| state.send(outgoing));
    Effect::new(move |_| {
        state.composer.field.track();
        // After a navigation within the app the field is put into the page a moment later.
        set_timeout(move || state.composer.focus_unless_touch(), Duration::ZERO);
    });
    let (name, welcome, id) = (start.name, start.welcome, kit::form_id());
    let first_id = id.clone();
    view! {
        <div class="flex h-12 shrink-0 items-center gap-2 border-b border-line px-3 sm:px-5 xl:hidden">
            <ListToggle />
            <p class="text-sm font-medium text-ink">"New conversation"</p>
        </div>
        <div class="flex min-h-0 flex-1 flex-col overflow-y-auto">
            <div class="mx-auto flex w-full max-w-3xl flex-1 flex-col justify-center gap-7 px-4 py-8 sm:px-6">
                {move || match state.asked.get() {
                    Some(question) => {
                        let agent = state.agent().map(|agent| agent.name).unwrap_or_default();
                        view! { <FirstExchange question agent /> }.into_any()
                    }
                    None => {
                        view! { <Greeting name=name.clone() welcome=welcome.clone() id=id.clone() state send /> }
                            .into_any()
                    }
                }}
            </div>
        </div>
        <div class="mx-auto w-full max-w-3xl shrink-0 px-4 pb-3 sm:px-6">
            <ComposerForm
                composer=state.composer
                conversation=""
                placeholder="Write a message"
                id=first_id
                blocked=Signal::derive(move || state.blocked())
                on_send=send
                tools=move || view! { <AgentChoice state /> }
            />
        </div>
    }
}

#[component]
fn Greeting(
    name: String,
    welcome: Option<String>,
    id: String,
    state: StartState,
    send: Callback<Outgoing>,
) -> impl IntoView {
    let greeting = if name.is_empty() { "Hello".to_owned() } else { format!("Hello, {name}") };
    let welcome = welcome.unwrap_or_else(|| "What would you like to work on?".to_owned());
    let agent = untrack(|| state.agent()).map(|agent| agent.id.to_string()).unwrap_or_default();
    let cards =
        SUGGESTIONS.map(|(kind, text)| view! { <Suggestion kind text state send /> }).into_iter().collect_view();
    view! {
        <div class="flex flex-col gap-1.5">
            <h1 class="text-2xl font-semibold tracking-tight text-ink sm:text-[28px]">{greeting}</h1>
            <p dir="auto" class="own-lines text-[15px] text-muted">
                {welcome}
            </p>
        </div>
        <form method="post" action=SendMessage::PATH class="grid gap-2.5 sm:grid-cols-2">
            <input type="hidden" name="form[agent]" value=agent />
            <input type="hidden" name="form[client_id]" value=id />
            {cards}
        </form>
    }
}

/// A question that is sent when pressed.
#[component]
fn Suggestion(kind: &'static str, text: &'static str, state: StartState, send: Callback<Outgoing>) -> impl IntoView {
    let press = move |event: MouseEvent| {
        event.prevent_default();
        if let Some(outgoing) = state.composer.prepare(text) {
            send.run(outgoing);
        }
    };
    view! {
        <button
            type="submit"
            name="form[text]"
            value=text
            class="flex cursor-pointer flex-col items-start gap-0.5 rounded-xl border border-line bg-surface px-4 py-3 text-start shadow-xs transition-colors hover:bg-hover focus-ring disabled:cursor-not-allowed disabled:opacity-60"
            disabled=move || state.blocked().is_some()
            on:click=press
        >
            <span class="text-xs font-medium text-muted">{kind}</span>
            <span class="text-sm text-ink">{text}</span>
        </button>
    }
}

/// The agent to ask: a choice if there are several, otherwise the one agent's name.
#[component]
fn AgentChoice(state: StartState) -> impl IntoView {
    let agents = state.agents.get_value();
    let chosen = untrack(|| state.agent()).map(|agent| agent.id);
    let choose = move |event: Event| {
        state.choose(&event_target_value(&event));
    };
    let choice = if agents.len() > 1 {
        let options = agents
            .iter()
            .map(|agent| {
                view! {
                    <option value=agent.id.to_string() selected=chosen == Some(agent.id) dir="auto">
                        {agent.name.clone()}
                    </option>
                }
            })
            .collect_view();
        view! {
            <select
                name="form[agent]"
                aria-label="Agent"
                title=move || state.agent().map(|agent| agent.name)
                class="h-8 max-w-44 min-w-12 cursor-pointer truncate rounded-md bg-transparent px-1.5 text-[13px] font-medium text-ink hover:bg-hover focus-ring"
                on:change=choose
            >
                {options}
            </select>
        }
        .into_any()
    } else {
        let only = agents.first().map(|agent| (agent.id.to_string(), agent.name.clone())).unwrap_or_default();
        let whole = only.1.clone();
        view! {
            <input type="hidden" name="form[agent]" value=only.0 />
            <span dir="auto" class="min-w-12 truncate font-medium text-ink" title=whole>
                {only.1}
            </span>
        }
        .into_any()
    };
    view! {
        {choice}
        {move || state.agent().map(|agent| view! { <AgentBadge agent place="start" /> })}
    }
}
