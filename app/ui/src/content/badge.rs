//! A word that marks a state or a kind.

use leptos::prelude::*;
use tailwind_fuse::tw_join;

use crate::feedback::Tone;

/// A small pill; `dot` adds a coloured point for states such as "Active".
#[component]
pub fn Badge(
    #[prop(optional)] tone: Tone,
    #[prop(optional)] dot: bool,
    /// Layout classes only.
    #[prop(into, optional)]
    class: String,
    children: Children,
) -> impl IntoView {
    view! {
        <span class=tw_join!(
            "inline-flex h-[22px] max-w-full items-center gap-1.5 rounded-full border px-2 text-xs font-medium whitespace-nowrap", colours(tone), class
        )>
            {dot.then(|| view! { <span class="size-1.5 shrink-0 rounded-full bg-current" aria-hidden="true"></span> })}
            <span dir="auto" class="truncate">
                {children()}
            </span>
        </span>
    }
}

const fn colours(tone: Tone) -> &'static str {
    match tone {
        Tone::Neutral => "border-line bg-sunken text-muted",
        Tone::Info => "border-info-line bg-info-soft text-info-ink",
        Tone::Success => "border-success-line bg-success-soft text-success-ink",
        Tone::Warning => "border-warning-line bg-warning-soft text-warning-ink",
        Tone::Danger => "border-danger-line bg-danger-soft text-danger-ink",
    }
}
