//! One conversation of the list, and the menu that it shares with the page's header.

use chat_domain::ConversationRow;
use domain::ids::ConversationId;
use leptos::ev::{MouseEvent, SubmitEvent};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use ui::{ConversationLink, Icon, IconName, Menu, MenuItem, MenuLink, use_toasts};

use super::{ChatList, Place, RenameForm};
use crate::api::DeleteConversation;

/// A link to the conversation, or the form that renames it.
#[component]
pub fn ListRow(row: ConversationRow) -> impl IntoView {
    let chats = ChatList::current();
    let id = row.id;
    let row = Memo::new(move |_| chats.row(id).unwrap_or_else(|| row.clone()));
    let renames = Memo::new(move |_| chats.renaming.get() == Some((Place::List, id)));
    let current = Signal::derive(move || chats.active.get() == Some(id));
    move || {
        if renames.get() {
            let title = row.with_untracked(|row| row.title.clone());
            return view! {
                <li class="p-1">
                    <RenameForm id title />
                </li>
            }
            .into_any();
        }
        let title = Signal::derive(move || row.with(|row| row.title.clone()));
        let busy = Signal::derive(move || row.with(|row| row.streaming));
        let menu = ViewFnOnce::from(move || view! { <RowMenu id place=Place::List /> });
        view! { <ConversationLink href=format!("/chat/{id}") title current busy menu=menu /> }.into_any()
    }
}

/// Rename and delete; without JavaScript they are a link and a form.
#[component]
pub fn RowMenu(id: ConversationId, place: Place) -> impl IntoView {
    let chats = ChatList::current();
    let toasts = use_toasts();
    let delete = move |event: SubmitEvent| {
        event.prevent_default();
        chats.delete(id, toasts);
    };
    let rename = move |event: MouseEvent| {
        event.prevent_default();
        chats.renaming.try_set(Some((place, id)));
    };
    let trigger = ViewFnOnce::from(|| view! { <Icon name=IconName::Dots class="size-4" /> });
    view! {
        <Menu id=place.menu_of(id) label="Actions for this conversation" trigger=trigger>
            <MenuLink href=format!("/chat/{id}?rename={id}") icon=IconName::Edit on:click=rename>
                "Rename"
            </MenuLink>
            <form method="post" action=DeleteConversation::PATH on:submit=delete>
                <input type="hidden" name="form[id]" value=id.to_string() />
                <MenuItem icon=IconName::Trash danger=true submit=true>
                    "Delete"
                </MenuItem>
            </form>
        </Menu>
    }
}
