//! The messages of the window in a column, with links to earlier and later ones.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use live::Side;
use ui::Spinner;

use super::message::MessageItem;
use super::state::Conversation;

/// The messages in order, keyed, so that a change of one leaves the others alone.
#[component]
pub fn Turns(conversation: Conversation) -> impl IntoView {
    view! {
        <EdgeLink conversation side=Side::Earlier />
        <ol class="flex flex-col gap-5">
            <For each=move || conversation.window.items.get() key=|entry| entry.key.clone() let(entry)>
                <MessageItem conversation entry />
            </For>
        </ol>
        <EdgeLink conversation side=Side::Later />
    }
}

/// The link beyond an edge, which acts as a button once the page is hydrated.
#[component]
fn EdgeLink(conversation: Conversation, side: Side) -> impl IntoView {
    let path = use_location().pathname;
    let edges = conversation.window.edges;
    let href = Memo::new(move |_| {
        let there = edges.with(|edges| edges.goes_on(side));
        let seq = conversation.window.items.with(|entries| entries.first().map(super::entry::Entry::seq));
        match side {
            Side::Earlier => seq.filter(|_| there).map(|seq| format!("{}?before={seq}", path.get())),
            Side::Later => there.then(|| path.get()),
        }
    });
    let words = match side {
        Side::Earlier => "Earlier messages",
        Side::Later => "Newer messages",
    };
    let load = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        conversation.load(side, true);
    };
    let is_loading = Memo::new(move |_| edges.with(|edges| edges.loading == Some(side)));
    let problem = move || edges.with(|edges| edges.problem_at(side).map(str::to_owned));
    view! {
        {move || {
            href.get()
                .map(|href| {
                    view! {
                        <div class="flex flex-col items-center gap-2 py-4">
                            <a
                                href=href
                                class="inline-flex h-8 items-center gap-2 rounded-full border border-line bg-surface px-3.5 text-[13px] font-medium text-muted hover:bg-hover hover:text-ink focus-ring"
                                on:click=load
                            >
                                {move || is_loading.get().then(|| view! { <Spinner class="size-3.5" /> })}
                                {words}
                            </a>
                            <p aria-live="polite" class="text-[13px] text-danger-ink empty:hidden">
                                {problem}
                            </p>
                        </div>
                    }
                })
        }}
    }
}
