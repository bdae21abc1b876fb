//! `/chat`: the greeting, what one could ask, and the composer that begins a conversation.

use domain::chat::{ChatAgent, ChatStart, ConversationRow, ConversationView, NewMessage, Sent, Transcript};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use ui::{Load, TextSkeleton};

use super::parts::{AgentBadge, ListToggle};
use crate::api::{SendMessage, send_message, start_chat};
use crate::composer::{Composer, ComposerForm, Outgoing};
use crate::list::ChatList;
use crate::transcript::FirstExchange;

const SUGGESTIONS: [(&str, &str); 4] = [
    ("Ideas", "Give me three ideas for a webinar"),
    ("Writing", "Write a welcome e-mail for new members"),
    ("Planning", "Plan a week of posts about one topic"),
    ("Thinking", "Ask me five questions that sharpen my offer"),
];

/// Where a conversation begins.
#[component]
pub fn ChatStartPage() -> impl IntoView {
    let start = Resource::new_blocking(|| (), |()| start_chat());
    view! {
        <kit::PageTitle title="New conversation" />
        <Load
            resource=start
            fallback=|| view! { <div class="mx-auto w-full max-w-3xl px-6 py-16"><TextSkeleton lines=4 /></div> }
            view=|start: ChatStart| view! { <Start start /> }.into_any()
        />
    }
}

/// What the page knows and does; `Copy` for the handlers.
#[derive(Clone, Copy)]
struct StartState {
    agents: StoredValue<Vec<ChatAgent>>,
    chosen: RwSignal<usize>,
    composer: Composer,
    /// The first question while it is on its way.
    asked: RwSignal<Option<String>>,
    chats: ChatList,
}

impl StartState {
    fn agent(&self) -> Option<ChatAgent> {
        let at = self.chosen.get();
        self.agents.with_value(|agents| agents.get(at).cloned())
    }

    fn blocked(&self) -> Option<String> {
        match self.agent() {
            None => Some("This organisation has no agent yet. An owner or admin can add one.".to_owned()),
            Some(agent) if agent.model.is_none() => Some(format!(
                "No model can answer for {}. An owner or admin has to choose a model.",
                agent.name
            )),
            Some(_) => None,
        }
    }

    fn send(self, outgoing: Outgoing, open: Callback<String>) {
        let at = self.chosen.try_get_untracked().unwrap_or_default();
        let Some(agent) = self.agents.try_with_value(|agents| agents.get(at).cloned()).flatten() else { return };
        self.asked.try_set(Some(outgoing.text.clone()));
        spawn_local(async move {
            let form = NewMessage {
                conversation: String::new(),
                agent: agent.id.to_string(),
                text: outgoing.text.clone(),
                client_id: outgoing.client_id.clone(),
            };
            match send_message(form).await {
                Ok(sent) => {
                    self.composer.sent();
                    let path = format!("/chat/{}", sent.conversation);
                    self.hand_over(sent, agent);
                    open.try_run(path);
                }
                Err(error) => {
                    self.asked.try_set(None);
                    self.composer.give_back(&outgoing, &error.to_string());
                }
            }
        });
    }

    /// Leaves the conversation for its page, and shows it in the list at once.
    fn hand_over(&self, sent: Sent, agent: ChatAgent) {
        let Sent { conversation: id, question, answer } = sent;
        let title = early_title(&question.text);
        let updated = question.created.clone();
        self.chats.raise(ConversationRow { id, title: title.clone(), updated, streaming: true });
        let transcript = Transcript { messages: vec![question, answer], has_earlier: false, has_later: false };
        self.chats.hand_over(ConversationView { id, title, agent, transcript });
        self.chats.reload(false);
    }
}

/// What the title is until the server has found one.
fn early_title(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let mut title: String = line.chars().take(60).collect();
    if title.len() < line.len() {
        title.push('…');
    }
    title
}

#[component]
fn Start(start: ChatStart) -> impl IntoView {
    let state = StartState {
        agents: StoredValue::new(start.agents),
        chosen: RwSignal::new(0),
        composer: Composer::new("new".to_owned()),
        asked: RwSignal::new(None),
        chats: ChatList::current(),
    };
    let navigate = use_navigate();
    let open = Callback::new(move |path: String| navigate(&path, NavigateOptions::default()));
    let send = Callback::new(move |outgoing: Outgoing| state.send(outgoing, open));
    Effect::new(move |_| {
        state.composer.field.track();
        state.composer.focus_unless_touch();
    });
    let name = start.name;
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
                    None => view! { <Greeting name=name.clone() state send /> }.into_any(),
                }}
            </div>
        </div>
        <div class="mx-auto w-full max-w-3xl shrink-0 px-4 pb-3 sm:px-6">
            <ComposerForm
                composer=state.composer
                conversation=""
                placeholder="Write a message"
                blocked=Signal::derive(move || state.blocked())
                on_send=send
                tools=move || view! { <AgentChoice state /> }
            />
        </div>
    }
}

#[component]
fn Greeting(name: String, state: StartState, send: Callback<Outgoing>) -> impl IntoView {
    let greeting = if name.is_empty() { "Hello".to_owned() } else { format!("Hello, {name}") };
    let agent = state.agents.with_value(|agents| agents.first().map(|agent| agent.id.to_string()).unwrap_or_default());
    let cards = SUGGESTIONS
        .map(|(kind, text)| view! { <Suggestion kind text state send /> })
        .into_iter()
        .collect_view();
    view! {
        <div class="flex flex-col gap-1.5">
            <h1 class="text-2xl font-semibold tracking-tight text-ink sm:text-[28px]">{greeting}</h1>
            <p class="text-[15px] text-muted">"What would you like to work on?"</p>
        </div>
        <form method="post" action=SendMessage::PATH class="grid gap-2.5 sm:grid-cols-2">
            <input type="hidden" name="form[agent]" value=agent />
            {cards}
        </form>
    }
}

/// A question that is sent by pressing it.
#[component]
fn Suggestion(kind: &'static str, text: &'static str, state: StartState, send: Callback<Outgoing>) -> impl IntoView {
    let press = move |event: leptos::ev::MouseEvent| {
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
            class="flex cursor-pointer flex-col items-start gap-0.5 rounded-xl border border-line bg-surface px-4 py-3 text-left shadow-xs transition-colors hover:bg-hover focus-ring disabled:cursor-not-allowed disabled:opacity-60"
            disabled=move || state.blocked().is_some()
            on:click=press
        >
            <span class="text-xs font-medium text-muted">{kind}</span>
            <span class="text-sm text-ink">{text}</span>
        </button>
    }
}

/// Whom to ask: a choice if there are several, the one agent's name otherwise.
#[component]
fn AgentChoice(state: StartState) -> impl IntoView {
    let agents = state.agents.get_value();
    let choose = move |event: leptos::ev::Event| {
        let value = event_target_value(&event);
        let at = state.agents.try_with_value(|agents| agents.iter().position(|agent| agent.id.to_string() == value));
        if let Some(at) = at.flatten() {
            state.chosen.try_set(at);
        }
    };
    let choice = if agents.len() > 1 {
        let options = agents
            .iter()
            .map(|agent| view! { <option value=agent.id.to_string()>{agent.name.clone()}</option> })
            .collect_view();
        view! {
            <select
                name="form[agent]"
                aria-label="Agent"
                class="h-8 max-w-44 min-w-0 cursor-pointer truncate rounded-md bg-transparent px-1.5 text-[13px] font-medium text-ink hover:bg-hover focus-ring"
                on:change=choose
            >
                {options}
            </select>
        }
        .into_any()
    } else {
        let only = agents.first().map(|agent| (agent.id.to_string(), agent.name.clone())).unwrap_or_default();
        view! {
            <input type="hidden" name="form[agent]" value=only.0 />
            <span class="truncate font-medium text-ink">{only.1}</span>
        }
        .into_any()
    };
    view! {
        {choice}
        {move || state.agent().map(|agent| view! { <AgentBadge agent place="start" /> })}
    }
}

#[cfg(test)]
mod tests {
    use super::early_title;

    #[test]
    fn a_long_first_line_is_cut_and_the_rest_left_out() {
        assert_eq!(early_title("Hello\nthere"), "Hello");
        assert_eq!(early_title(&"ä".repeat(80)), format!("{}…", "ä".repeat(60)));
    }
}
