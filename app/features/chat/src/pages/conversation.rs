//! `/chat/:id`: one conversation with its transcript and composer.

use chat_domain::{ChatAgent, ConversationView, OneConversation, TranscriptQuery};
use domain::ids::ConversationId;
use domain::{AppError, AppResult};
use leptos::ev::{focus, keydown};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use live::browser::has_overlay;
use ui::{IconLink, IconName, Load, TextSkeleton, key_of};

use super::parts::{AgentBadge, ListToggle, no_model};
use crate::api::{view_conversation, view_transcript};
use crate::composer::{Composer, ComposerForm, Outgoing};
use crate::list::{ChatList, Place, RenameForm, RowMenu};
use crate::transcript::{Conversation, TranscriptPane};

/// A conversation of the person, or "not found" for any other.
#[component]
pub fn ConversationPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let asked = Memo::new(move |_| {
        let id: Option<ConversationId> = params.with(|params| params.get("id")).and_then(|id| id.parse().ok());
        let before: Option<i32> = query.with(|query| query.get("before")).and_then(|seq| seq.parse().ok());
        (id, before)
    });
    let chats = ChatList::current();
    let resource = Resource::new_blocking(
        move || asked.get(),
        move |(id, before)| {
            let kept = id.and_then(|id| chats.take_over(id));
            async move {
                match kept {
                    Some(view) => Ok(view),
                    None => load(id, before).await,
                }
            }
        },
    );
    view! {
        <Load
            resource
            fallback=|| {
                view! {
                    <div class="mx-auto w-full max-w-3xl px-6 py-16">
                        <TextSkeleton lines=6 />
                    </div>
                }
            }
            view=|view: ConversationView| view! { <OpenConversation view /> }.into_any()
        />
    }
}

async fn load(id: Option<ConversationId>, before: Option<i32>) -> AppResult<ConversationView> {
    let id = id.ok_or(AppError::NotFound)?;
    let mut view = view_conversation(OneConversation { id }).await?;
    if before.is_some() {
        view.transcript = view_transcript(TranscriptQuery { id, before, after: None }).await?;
    }
    Ok(view)
}

#[component]
fn OpenConversation(view: ConversationView) -> impl IntoView {
    let chats = ChatList::current();
    let (id, given) = (view.id, view.title.clone());
    let conversation = Conversation::new(view, chats);
    let composer = Composer::new(&id.to_string());
    let title = Memo::new(move |_| chats.new_title(id).unwrap_or_else(|| given.clone()));
    Effect::new(move |_| {
        conversation.follow_running();
        composer.focus_unless_touch();
    });
    listen(conversation);
    on_cleanup(move || conversation.leave());
    let send = Callback::new(move |outgoing: Outgoing| conversation.send(outgoing, composer));
    let stop = Callback::new(move |()| {
        conversation.stop();
        composer.focus_unless_touch();
    });
    let agent = conversation.agent.get_value();
    let placeholder = format!("Reply to {}", agent.name);
    let blocked = agent.model.is_none().then(|| no_model(&agent.name));
    view! {
        <kit::PageTitle title />
        <Header id title />
        <TranscriptPane conversation />
        <div class="mx-auto w-full max-w-3xl shrink-0 px-4 pb-3 sm:px-6">
            <p role="status" class="mb-2 text-sm text-danger-ink empty:hidden">
                {move || conversation.refused.get()}
            </p>
            <ComposerForm
                composer
                conversation=id.to_string()
                placeholder=placeholder
                answering=Signal::derive(move || conversation.live.run().is_some())
                blocked=Signal::derive(move || blocked.clone())
                on_send=send
                on_stop=stop
                tools=move || view! { <AgentName agent /> }
            />
        </div>
    }
}

/// Escape stops the running answer; returning to the tab fetches messages from other devices.
fn listen(conversation: Conversation) {
    Effect::new(move |_| {
        let keys = window_event_listener(keydown, move |event| {
            let escapes = key_of(&event).as_deref() == Some("Escape");
            if escapes && !event.default_prevented() && !has_overlay() {
                conversation.stop();
            }
        });
        let focused = window_event_listener(focus, move |_| conversation.catch_up());
        on_cleanup(move || {
            keys.remove();
            focused.remove();
        });
    });
}

#[component]
fn AgentName(agent: ChatAgent) -> impl IntoView {
    view! {
        <span dir="auto" class="min-w-12 truncate font-medium text-ink" title=agent.name.clone()>
            {agent.name.clone()}
        </span>
        <AgentBadge agent place="conversation" />
    }
}

/// The title with its menu, or the form that renames the conversation.
#[component]
fn Header(id: ConversationId, title: Memo<String>) -> impl IntoView {
    let chats = ChatList::current();
    let renames = Memo::new(move |_| chats.renaming.get() == Some((Place::Header, id)));
    view! {
        <header class="flex min-h-12 shrink-0 items-center gap-2 border-b border-line px-3 sm:px-5">
            <ListToggle />
            {move || {
                if renames.get() {
                    return view! {
                        <h1 class="sr-only">{title.get_untracked()}</h1>
                        <RenameForm id title=title.get_untracked() />
                    }
                        .into_any();
                }
                view! {
                    <h1 dir="auto" class="min-w-0 truncate text-sm font-semibold text-ink" title=move || title.get()>
                        {move || title.get()}
                    </h1>
                    <RowMenu id place=Place::Header />
                }
                    .into_any()
            }}
            <span class="ms-auto shrink-0 xl:hidden">
                <IconLink href="/chat" icon=IconName::Plus label="New conversation (Ctrl+Shift+O)" />
            </span>
        </header>
    }
}
