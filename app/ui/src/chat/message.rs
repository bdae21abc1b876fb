//! One message of a conversation.

use leptos::prelude::*;

use crate::icons::{Icon, IconName};

/// The author of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Author {
    Person,
    Agent,
}

/// A message: a person's as a bubble at the end, an agent's as text on the page.
#[component]
pub fn Message(
    author: Author,
    /// Read out with the message; shown for agents.
    #[prop(into)]
    name: String,
    /// Small grey text after an agent's name: time, model, tokens.
    #[prop(into, optional)]
    detail: Option<String>,
    /// Buttons below the message, shown on hover and focus (always on touch screens).
    #[prop(into, optional)]
    actions: Option<ViewFnOnce>,
    /// For links to and scrolling to a message.
    #[prop(into, optional)]
    id: Option<String>,
    children: Children,
) -> impl IntoView {
    let actions = actions.map(|actions| {
        view! {
            <div class="-mb-3 -ms-2 flex items-center gap-0.5 transition-opacity [@media(hover:hover)]:opacity-0 [@media(hover:hover)]:group-focus-within/message:opacity-100 [@media(hover:hover)]:group-hover/message:opacity-100">
                {actions.run()}
            </div>
        }
    });
    let spoken = name.clone();
    match author {
        Author::Person => view! {
            <article id=id class="group/message flex flex-col items-end gap-1" aria-label=spoken>
                <div class="max-w-[85%] rounded-2xl rounded-ee-md bg-bubble px-4 py-2.5 text-[15px] leading-relaxed text-ink">
                    <div dir="auto" class="own-lines">
                        {children()}
                    </div>
                </div>
                {actions}
            </article>
        }
        .into_any(),
        Author::Agent => view! {
            <article id=id class="group/message flex gap-3.5" aria-label=spoken>
                <span class="mt-0.5 flex size-7 shrink-0 items-center justify-center rounded-lg bg-accent-soft text-accent-ink max-sm:hidden">
                    <Icon name=IconName::Sparkles class="size-4" />
                </span>
                <div class="flex min-w-0 flex-1 flex-col gap-1.5">
                    <p class="flex items-baseline gap-2 text-sm font-semibold text-ink sm:pt-1">
                        <bdi>{name}</bdi>
                        {detail.map(|text| view! { <span class="text-xs font-normal text-muted">{text}</span> })}
                    </p>
                    {children()}
                    {actions}
                </div>
            </article>
        }
        .into_any(),
    }
}

/// The pulsing mark after text that is still being written.
#[component]
pub fn StreamingCaret() -> impl IntoView {
    view! {
        <span class="caret" role="status">
            <span class="sr-only">"Writing"</span>
        </span>
    }
}
