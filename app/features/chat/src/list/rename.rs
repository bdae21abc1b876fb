//! The one-line form that renames a conversation, in the list and above the transcript.

use chat_domain::RenameConversation;
use domain::ids::ConversationId;
use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::html::Input;
use leptos::prelude::*;
use ui::{Button, ButtonSize, ButtonVariant, IconButton, IconName, key_of};

use super::ChatList;
use crate::api::RenameConversationTitle;
use leptos::server_fn::ServerFn;

/// Saves on Enter, cancels on Escape.
#[component]
pub fn RenameForm(id: ConversationId, title: String) -> impl IntoView {
    let chats = ChatList::current();
    let field = NodeRef::<Input>::new();
    let refused = kit::refused_plainly(&[RenameConversationTitle::PATH]);
    let refused = RwSignal::new(refused.map(|error| error.to_string()));
    let title = kit::typed_or(RenameConversationTitle::PATH, "form[title]", title);
    Effect::new(move |_| {
        if let Some(input) = field.get() {
            let _gone = input.focus();
            input.select();
        }
    });
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let title = field.get_untracked().map(|input| input.value()).unwrap_or_default();
        chats.rename(RenameConversation { id, title }, refused);
    };
    let give_up = move || chats.end_renaming();
    let escape = move |event: KeyboardEvent| {
        if key_of(&event).as_deref() == Some("Escape") {
            event.stop_propagation();
            give_up();
        }
    };
    let error_id = format!("rename-{id}-error");
    let described = error_id.clone();
    view! {
        <form
            method="post"
            action=RenameConversationTitle::PATH
            class="flex min-w-0 flex-1 flex-wrap items-center gap-1"
            on:submit=save
            on:keydown=escape
        >
            <input type="hidden" name="form[id]" value=id.to_string() />
            <input
                type="text"
                name="form[title]"
                dir="auto"
                value=title
                aria-label="Title of the conversation"
                aria-invalid=move || refused.with(Option::is_some).then_some("true")
                aria-describedby=described
                maxlength="200"
                autocomplete="off"
                required=true
                class="h-8 min-w-0 flex-1 rounded-md border border-field bg-field px-2 text-base text-ink focus:border-accent focus:outline-none focus:ring-3 focus:ring-accent/20 sm:text-sm"
                node_ref=field
            />
            <Button submit=true size=ButtonSize::Sm variant=ButtonVariant::Primary>
                "Save"
            </Button>
            <IconButton
                icon=IconName::X
                label="Keep the old title"
                class="size-8"
                on_press=Callback::new(move |()| give_up())
            />
            <p id=error_id aria-live="polite" class="basis-full text-[13px] text-danger-ink empty:hidden">
                {move || refused.get()}
            </p>
        </form>
    }
}
