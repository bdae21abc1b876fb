//! A boxed message in the flow of the page.

use leptos::prelude::*;
use tailwind_fuse::{AsTailwindClass, TwVariant, tw_join};

use crate::icons::{Icon, IconName};

/// The tone of a message, badge or toast.
#[derive(TwVariant, Debug, PartialEq, Eq)]
pub enum Tone {
    #[tw(default, class = "border-line bg-sunken text-ink [&_[data-tone-icon]]:text-muted")]
    Neutral,
    #[tw(class = "border-info-line bg-info-soft text-ink [&_[data-tone-icon]]:text-info-ink")]
    Info,
    #[tw(class = "border-success-line bg-success-soft text-ink [&_[data-tone-icon]]:text-success-ink")]
    Success,
    #[tw(class = "border-warning-line bg-warning-soft text-ink [&_[data-tone-icon]]:text-warning-ink")]
    Warning,
    #[tw(class = "border-danger-line bg-danger-soft text-ink [&_[data-tone-icon]]:text-danger-ink")]
    Danger,
}

impl Tone {
    /// The icon that shows the tone without colour.
    pub const fn icon(self) -> IconName {
        match self {
            Self::Neutral | Self::Info => IconName::Info,
            Self::Success => IconName::Check,
            Self::Warning | Self::Danger => IconName::Alert,
        }
    }
}

/// A callout with icon, title, optional text and optional action; `Danger` is announced at once.
#[component]
pub fn Alert(
    #[prop(optional)] tone: Tone,
    #[prop(into, optional)] title: Option<String>,
    /// A button or link at the end.
    #[prop(into, optional)]
    action: Option<ViewFnOnce>,
    /// Layout classes only.
    #[prop(into, optional)]
    class: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let role = if matches!(tone, Tone::Danger) { "alert" } else { "note" };
    view! {
        <div role=role class=tw_join!("flex items-start gap-3 rounded-lg border px-4 py-3 text-sm", tone, class)>
            <span data-tone-icon="" class="mt-px">
                <Icon name=tone.icon() />
            </span>
            <div class="flex min-w-0 flex-1 flex-col gap-1">
                {title.map(|title| view! { <p class="font-medium">{title}</p> })}
                {children.map(|children| view! { <div class="text-muted">{children()}</div> })}
            </div>
            {action.map(|action| view! { <div class="-my-0.5 shrink-0 self-center">{action.run()}</div> })}
        </div>
    }
}
