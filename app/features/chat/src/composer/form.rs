//! The form of the composer. Enter sends and Shift+Enter inserts a line break once the page is hydrated; without
//! JavaScript the button sends the same form.

use domain::viewer::Viewer;
use domain::{AppError, Permission};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use ui::{Alert, ButtonSize, LinkButton, Tone};

use super::state::{Composer, Outgoing};
use crate::api::{DeleteConversation, RetryRun, SendMessage, StopRun};

/// Composer for a conversation, or for a new one when `conversation` is empty.
#[component]
pub fn ComposerForm(
    composer: Composer,
    #[prop(into)] conversation: String,
    #[prop(into)] placeholder: String,
    /// The id of a message that is sent before the page is hydrated; see [`kit::form_id`].
    #[prop(default = kit::form_id())]
    id: String,
    /// An answer is being written: sending has to wait, and the answer can be stopped.
    #[prop(into, optional)]
    answering: Signal<bool>,
    /// Why nothing can be sent at all.
    #[prop(into, optional)]
    blocked: Signal<Option<String>>,
    #[prop(into)] on_send: Callback<Outgoing>,
    #[prop(into, optional)] on_stop: Option<Callback<()>>,
    /// Content at the start of the bottom row, such as the choice of the agent.
    #[prop(into)]
    tools: ViewFnOnce,
) -> impl IntoView {
    let action = ServerAction::<SendMessage>::new();
    let (viewer, own_reason) = (kit::known_viewer(), blocked);
    let blocked =
        Signal::derive(move || viewer.with(|viewer| reading_only(viewer.as_ref())).or_else(|| own_reason.get()));
    let refused = kit::form_error(action);
    // For forms elsewhere on the page that have no room for messages of their own.
    let elsewhere = kit::refused_plainly(&[RetryRun::PATH, StopRun::PATH, DeleteConversation::PATH]);
    let elsewhere = StoredValue::new(elsewhere.map(|error| error.to_string()));
    let error = Signal::derive(move || {
        let sent = refused.with(|error| error.as_ref().map(ToString::to_string));
        composer.error.get().or(sent).or_else(|| elsewhere.get_value())
    });
    let may_upgrade =
        move || viewer.with(|viewer| viewer.as_ref().is_some_and(|viewer| viewer.may(Permission::ManagePlan)));
    let at_limit = Signal::derive(move || {
        let plainly = refused.with(|error| matches!(error, Some(AppError::Quota { .. })));
        (composer.at_limit.get() || plainly) && may_upgrade()
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if answering.try_get_untracked() == Some(true) {
            composer.explain("The answer is still being written. Wait for it, or stop it with Esc.");
        } else if let Some(outgoing) = composer.take() {
            on_send.run(outgoing);
        }
    };
    // Without JavaScript the browser requires a text; once hydrated, an empty field is simply not sent.
    let awake = RwSignal::new(false);
    Effect::new(move |_| {
        composer.field.track();
        composer.restore_draft();
        awake.set(true);
    });
    let stop = on_stop.unwrap_or_else(|| Callback::new(|()| ()));
    let typed = kit::typed(SendMessage::PATH, "form[text]");
    view! {
        <div class="flex flex-col gap-2">
            {move || error.get().map(|words| refusal(words, at_limit.get()))}
            {move || blocked.get().map(|words| view! { <Alert tone=Tone::Warning title=words /> })}
            <form method="post" action=SendMessage::PATH novalidate=move || awake.get() on:submit=submit>
                <input type="hidden" name="form[conversation]" value=conversation />
                <input type="hidden" name="form[client_id]" value=id node_ref=composer.first_id />
                <ui::Composer
                    name="form[text]"
                    label=placeholder.clone()
                    placeholder=placeholder
                    value=typed
                    busy=answering
                    disabled=Signal::derive(move || blocked.get().is_some())
                    on_stop=stop
                    tools=tools
                    node_ref=composer.field
                    on:input=move |_| composer.typed()
                />
            </form> <Hint composer />
        </div>
    }
}

/// Why a message was not sent; at a limit of the plan, with a link to a larger plan for people who may change it.
fn refusal(words: String, may_upgrade: bool) -> AnyView {
    if may_upgrade {
        let upgrade = || {
            view! {
                <LinkButton href="/settings/plan" size=ButtonSize::Sm>
                    "See plans"
                </LinkButton>
            }
        };
        view! { <Alert tone=Tone::Danger title=words action=upgrade /> }.into_any()
    } else {
        view! { <Alert tone=Tone::Danger title=words /> }.into_any()
    }
}

/// Why nothing is sent while the operator views as the person.
fn reading_only(viewer: Option<&Viewer>) -> Option<String> {
    let person = viewer?.viewing_as.as_ref().map(|viewing| viewing.person.clone())?;
    Some(format!("You are viewing as {person}: conversations can be read, and nothing can be written in their name."))
}

/// How to send, or why it failed.
#[component]
fn Hint(composer: Composer) -> impl IntoView {
    view! {
        <p aria-live="polite" class="min-h-4 px-2 text-center text-xs text-muted">
            {move || match composer.hint.get() {
                Some(words) => view! { <span class="font-medium text-ink">{words}</span> }.into_any(),
                None => {
                    view! {
                        <span class="noscript:hidden pointer-coarse:hidden">
                            "Enter sends, Shift + Enter makes a new line."
                        </span>
                    }
                        .into_any()
                }
            }}
        </p>
    }
}
