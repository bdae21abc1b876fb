//! The placeholder of an empty list or section.

use leptos::prelude::*;
use tailwind_fuse::tw_join;

use crate::icons::{Icon, IconName};

/// Says what will be here and what to do next; pass the action as a button or link.
#[component]
pub fn EmptyState(
    #[prop(into)] icon: IconName,
    #[prop(into)] title: String,
    #[prop(into)] text: String,
    #[prop(into, optional)] action: Option<ViewFnOnce>,
    /// Layout classes only.
    #[prop(into, optional)]
    class: String,
) -> impl IntoView {
    view! {
        <div class=tw_join!("flex flex-col items-center px-6 py-14 text-center", class)>
            <span class="flex size-12 items-center justify-center rounded-xl border border-line bg-surface text-muted shadow-sm">
                <Icon name=icon class="size-5" />
            </span>
            <p class="mt-4 text-[15px] font-semibold text-ink">{title}</p>
            <p class="mt-1 max-w-sm text-sm text-pretty text-muted">{text}</p>
            {action.map(|action| view! { <div class="mt-5">{action.run()}</div> })}
        </div>
    }
}
