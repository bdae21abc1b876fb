//! Agents to ask.

use domain::home::Ask;
use leptos::prelude::*;
use ui::{Avatar, Name, SectionHeader};

/// One link per agent that starts a conversation.
#[component]
pub fn Agents(asks: Vec<Ask>) -> impl IntoView {
    let lines = asks.into_iter().map(|ask| view! { <Line ask /> }).collect_view();
    view! {
        <section class="flex min-w-0 flex-col gap-2">
            <SectionHeader title="Agents to ask" />
            <ul class="grid gap-x-12 sm:grid-cols-2">{lines}</ul>
        </section>
    }
}

#[component]
fn Line(ask: Ask) -> impl IntoView {
    let href = ask.href();
    view! {
        <li class="min-w-0">
            <a
                href=href
                class="-mx-2 flex min-h-11 items-center gap-3 rounded-md px-2 py-1.5 transition-colors hover:bg-hover focus-ring"
            >
                <Avatar name=ask.name.clone() square=true />
                <Name text=ask.name class="min-w-0 flex-1 text-sm font-medium text-ink" />
            </a>
        </li>
    }
}
