//! The frame of both chat pages: the list of conversations beside the page, and the keyboard shortcuts of both.

use std::time::Duration;

use chat_domain::{ConversationQuery, OneConversation};
use domain::Cursor;
use domain::ids::ConversationId;
use leptos::ev::keydown;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::NavigateOptions;
use leptos_router::components::Outlet;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};
use live::browser::{has_overlay, is_visible};
use ui::{Alert, Button, ButtonSize, FillPage, Tone, place_of};

use crate::api::{RestoreConversation, list_conversations};
use crate::list::{ChatList, ListPanel, Place};

/// How often the list is refreshed while answers are running in other conversations.
const WAIT_FOR_OTHERS: Duration = Duration::from_secs(5);

/// Provides the list to the pages inside; the route table nests both pages under it.
#[component]
pub fn ChatLayout() -> impl IntoView {
    let query = use_query_map();
    let word = move |name: &str| query.with_untracked(|query| query.get(name)).filter(|word| !word.is_empty());
    let search = word("q").unwrap_or_default();
    let navigate = use_navigate();
    let go = Callback::new(move |path: String| navigate(&path, NavigateOptions::default()));
    let chats = ChatList::new(active_conversation(), go);
    chats.search.set(search.clone());
    chats.renaming.set(word("rename").and_then(|id| Some((Place::Header, id.parse().ok()?))));
    provide_context(chats);
    let before = word("before").map(Cursor::new);
    let asked = ConversationQuery { before, search: Some(search).filter(|words| !words.is_empty()) };
    let first = Resource::new_blocking(move || asked.clone(), list_conversations);
    listen_for_keys(chats);
    wait_for_others(chats);
    view! {
        <FillPage>
            <ListPanel first />
            <section class="flex min-h-0 min-w-0 flex-1 flex-col">
                <DeletedNotice />
                <Outlet />
            </section>
        </FillPage>
    }
}

/// The conversation in the address, reactively.
fn active_conversation() -> Signal<Option<ConversationId>> {
    let path = use_location().pathname;
    Memo::new(move |_| path.with(|path| path.strip_prefix("/chat/")?.trim_end_matches('/').parse().ok())).into()
}

/// Ctrl or Cmd with Shift and O starts a new conversation.
fn listen_for_keys(chats: ChatList) {
    Effect::new(move |_| {
        let listener = window_event_listener(keydown, move |event| {
            let asks = (event.ctrl_key() || event.meta_key()) && event.shift_key();
            if asks && place_of(&event).as_deref() == Some("KeyO") && !has_overlay() {
                event.prevent_default();
                chats.go.try_run("/chat".to_owned());
            }
        });
        on_cleanup(move || listener.remove());
    });
}

/// Answers in other conversations end without notifying this page; while there are any, the list is refreshed
/// regularly.
fn wait_for_others(chats: ChatList) {
    Effect::new(move |_| {
        let ask = move || {
            if is_visible() && chats.is_waiting_elsewhere() {
                chats.reload(false);
            }
        };
        if let Ok(timer) = set_interval_with_handle(ask, WAIT_FOR_OTHERS) {
            on_cleanup(move || timer.clear());
        }
    });
}

/// Undo for a deletion that was made without JavaScript.
#[component]
fn DeletedNotice() -> impl IntoView {
    let query = use_query_map();
    let deleted = Memo::new(move |_| {
        let id: ConversationId = query.with(|query| query.get("deleted"))?.parse().ok()?;
        Some(OneConversation { id })
    });
    move || {
        deleted.get().map(|OneConversation { id }| {
            let undo = ViewFnOnce::from(move || {
                view! {
                    <form method="post" action=RestoreConversation::PATH>
                        <input type="hidden" name="form[id]" value=id.to_string() />
                        <Button submit=true size=ButtonSize::Sm>
                            "Undo"
                        </Button>
                    </form>
                }
            });
            view! { <Alert tone=Tone::Neutral title="Conversation deleted" class="m-4 mb-0" action=undo /> }
        })
    }
}
