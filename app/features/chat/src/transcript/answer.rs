//! The content of an answer, part by part, while it is written and afterwards.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use ui::{Button, ButtonSize, IconName, Reasoning, Spinner};

use super::blocks::Blocks;
use super::entry::Entry;
use super::parts::LivePart;
use super::state::Conversation;
use crate::api::StopRun;

/// The wrapper of each block must not affect the margins between blocks.
const BLOCKS: &str = "prose empty:hidden [&>:first-child>:first-child]:mt-0 [&>:last-child>:last-child]:mb-0";

/// The parts, and below them the sign that more is coming.
#[component]
pub fn AnswerBody(conversation: Conversation, entry: Entry) -> impl IntoView {
    let message = entry.message.clone();
    let is_running =
        Memo::new(move |_| message.with(|message| message.run.as_ref().is_some_and(|run| !run.status.is_final())));
    let (parts, seen, read) = (entry.parts.clone(), entry.parts.clone(), entry.parts.clone());
    let is_empty = Memo::new(move |_| seen.is_empty());
    let is_thinking = Memo::new(move |_| is_running.get() && !read.has_text());
    let keys = entry.parts;
    view! {
        <div class="contents" aria-busy=move || is_running.get().then_some("true")>
            <For each=move || keys.keys() key=|key| *key let(key)>
                {parts
                    .get(key.at)
                    .map(|part| match part {
                        LivePart::Reasoning(text) => view! { <Reasoning text busy=is_thinking /> }.into_any(),
                        LivePart::Prose(blocks) => view! { <Prose blocks /> }.into_any(),
                    })}
            </For>
        </div>
        {move || is_running.get().then(|| view! { <Progress conversation is_empty /> })}
    }
}

/// Text, block by block, sanitised by the server.
#[component]
fn Prose(blocks: Blocks) -> impl IntoView {
    let count = blocks.clone();
    view! {
        <div class=BLOCKS>
            <For each=move || 0..count.count() key=|at| *at let(at)>
                {blocks.get(at).map(|html| view! { <div inner_html=move || html.get()></div> })}
            </For>
        </div>
    }
}

/// Shown to a person while the answer is being written.
#[component]
fn Progress(conversation: Conversation, is_empty: Memo<bool>) -> impl IntoView {
    let live = conversation.live;
    view! {
        <div class="flex flex-wrap items-center gap-x-3 gap-y-1 text-[13px] text-muted">
            {move || {
                if live.is_lost() {
                    view! {
                        <span class="flex items-center gap-2">
                            <Spinner class="size-3.5" />
                            "Reconnecting…"
                        </span>
                    }
                        .into_any()
                } else if live.is_stopping() {
                    view! { <span>"Stopping…"</span> }.into_any()
                } else if is_empty.get() {
                    view! { <Thinking /> }.into_any()
                } else {
                    view! { <Dots /> }.into_any()
                }
            }} <WithoutScript conversation />
        </div>
    }
}

/// Without JavaScript nothing updates by itself: a link that reloads the page, and a button that stops the answer.
#[component]
fn WithoutScript(conversation: Conversation) -> impl IntoView {
    let run = conversation.live.running().map(|run| run.to_string()).unwrap_or_default();
    view! {
        <span class="hidden items-center gap-3 noscript:flex">
            <a href="" class="font-medium text-accent-ink underline">
                "Reload to see the rest"
            </a>
            <form method="post" action=StopRun::PATH>
                <input type="hidden" name="form[id]" value=run />
                <Button submit=true size=ButtonSize::Sm icon=IconName::Stop>
                    "Stop"
                </Button>
            </form>
        </span>
    }
}

#[component]
fn Dots() -> impl IntoView {
    view! {
        <span class="flex h-5 items-center gap-1" aria-hidden="true">
            <span class="size-1.5 rounded-full bg-accent motion-safe:animate-pulse"></span>
            <span class="size-1.5 rounded-full bg-accent motion-safe:animate-pulse [animation-delay:200ms]"></span>
            <span class="size-1.5 rounded-full bg-accent motion-safe:animate-pulse [animation-delay:400ms]"></span>
        </span>
    }
}

/// Says that no text has arrived yet.
#[component]
pub fn Thinking() -> impl IntoView {
    view! {
        <span class="flex items-center gap-2.5 text-sm text-muted">
            <Dots />
            "Thinking…"
        </span>
    }
}
