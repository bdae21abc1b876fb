//! The list beside the chat, or as a drawer on a phone.

use std::time::Duration;

use chat_domain::ConversationRow;
use domain::pages::Turn;
use domain::{AppResult, ListAddress, Page};
use leptos::ev::{MouseEvent, SubmitEvent};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use live::LiveRounds;
use live::browser::pressed;
use ui::{EmptyState, IconButton, IconLink, IconName, InputKind, ListSkeleton, Load, TextInput, hide_popover};

use super::row::ListRow;
use super::{ChatList, DRAWER};

const TYPING_PAUSE: Duration = Duration::from_millis(250);

const ASIDE: &str = "drawer drawer-start z-40 w-80 flex-col border-e border-line bg-canvas text-ink \
     xl:static xl:z-auto xl:flex xl:h-auto xl:w-72 xl:shrink-0";

/// Heading, search and rows. One element serves as both: a drawer by the popover API on small screens, a column beside
/// the chat on large ones.
#[component]
pub fn ListPanel(first: Resource<AppResult<Page<ConversationRow>>>) -> impl IntoView {
    view! {
        <aside id=DRAWER popover="auto" aria-label="Conversations" class=ASIDE on:click=close_on_choice>
            <div class="flex h-12 shrink-0 items-center gap-1 pe-2 ps-5">
                <h2 class="flex-1 text-sm font-semibold text-ink">"Conversations"</h2>
                <IconLink href="/chat" icon=IconName::Plus label="New conversation (Ctrl+Shift+O)" />
                <span class="xl:hidden">
                    <IconButton icon=IconName::X label="Close the list" toggles=DRAWER />
                </span>
            </div>
            <SearchForm />
            <div class="min-h-0 flex-1 overflow-y-auto overscroll-contain pb-4">
                <Load
                    resource=first
                    fallback=|| {
                        view! {
                            <div class="px-5">
                                <ListSkeleton rows=6 />
                            </div>
                        }
                    }
                    view=|list| view! { <Rows list /> }.into_any()
                />
            </div>
        </aside>
    }
}

/// The router swaps the page without a reload, so an open drawer must be closed explicitly.
fn close_on_choice(event: MouseEvent) {
    if pressed(&event, "a[href]:not([role=menuitem], [data-more])").is_some() {
        hide_popover(DRAWER);
    }
}

#[component]
fn SearchForm() -> impl IntoView {
    let chats = ChatList::current();
    let pauses = LiveRounds::new();
    let typed = Callback::new(move |words: String| {
        let pause = pauses.begin();
        set_timeout(
            move || {
                if pauses.is_latest(pause) {
                    chats.search_for(words);
                }
            },
            TYPING_PAUSE,
        );
    });
    view! {
        <form method="get" role="search" class="px-3 pb-2" on:submit=|event: SubmitEvent| event.prevent_default()>
            <TextInput
                kind=InputKind::Search
                name="q"
                value=chats.search.get_untracked()
                label="Search conversations by title"
                placeholder="Search"
                icon=IconName::Search
                autocomplete="off"
                on_input=typed
            />
        </form>
    }
}

#[component]
fn Rows(list: Page<ConversationRow>) -> impl IntoView {
    let chats = ChatList::current();
    chats.start(list);
    let is_empty = Memo::new(move |_| chats.rows.with(Vec::is_empty));
    view! {
        {move || is_empty.get().then(|| view! { <NoRows /> })}
        <ul class="flex flex-col gap-0.5 px-3">
            <For each=move || chats.rows.get() key=|row| row.id.to_string() let(row)>
                <ListRow row />
            </For>
        </ul>
        <MoreRows />
    }
}

#[component]
fn NoRows() -> impl IntoView {
    let chats = ChatList::current();
    move || {
        let words = chats.search.get();
        if words.trim().is_empty() {
            view! {
                <EmptyState
                    icon=IconName::Chat
                    title="No conversations yet"
                    text="What you write to an agent is kept here."
                />
            }
            .into_any()
        } else {
            view! {
                <EmptyState
                    icon=IconName::Search
                    title="Nothing found"
                    text=format!("No title contains “{}”.", words.trim())
                />
            }
            .into_any()
        }
    }
}

#[component]
fn MoreRows() -> impl IntoView {
    let chats = ChatList::current();
    let path = use_location().pathname;
    let href = move || {
        let here = path.get();
        let next = chats.next.get()?;
        Some(ListAddress::new(here).with("q", chats.search.get()).at(&Turn::Before(next)))
    };
    let more = move |event: MouseEvent| {
        event.prevent_default();
        chats.load_more();
    };
    view! {
        {move || {
            href()
                .map(|href| {
                    view! {
                        <a
                            href=href
                            data-more=""
                            class="mx-3 mt-2 flex h-9 items-center justify-center rounded-lg text-[13px] font-medium text-muted hover:bg-hover hover:text-ink focus-ring"
                            on:click=more
                        >
                            {move || if chats.loading.get() { "Loading…" } else { "Show older conversations" }}
                        </a>
                    }
                })
        }}
        <p aria-live="polite" class="px-5 pt-2 text-[13px] text-danger-ink empty:hidden">
            {move || chats.error.get().map(|error| error.to_string())}
        </p>
    }
}
