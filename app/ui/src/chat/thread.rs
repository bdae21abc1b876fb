//! The scrolling column of messages.

use leptos::html::Div;
use leptos::prelude::*;

/// A centred column that scrolls on its own and is announced as a log; `node_ref` is the scrolling element.
#[component]
pub fn Thread(
    #[prop(into, default = "Conversation".to_owned())] label: String,
    #[prop(optional)] node_ref: NodeRef<Div>,
    children: Children,
) -> impl IntoView {
    view! {
        <div
            role="log"
            aria-label=label
            tabindex="0"
            class="min-h-0 flex-1 overflow-y-auto overscroll-contain outline-none focus-visible:ring-2 focus-visible:ring-accent focus-visible:ring-inset"
            node_ref=node_ref
        >
            <div class="mx-auto flex w-full max-w-3xl flex-col gap-7 px-4 py-8 sm:px-6">{children()}</div>
        </div>
    }
}
