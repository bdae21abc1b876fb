//! What a model thought beside its answer.

use leptos::prelude::*;

/// Reasoning, folded away until somebody opens it; works without JavaScript.
#[component]
pub fn Reasoning(
    /// Plain text.
    #[prop(into)]
    text: Signal<String>,
    /// Whether the answer is still to come.
    #[prop(into, optional)]
    busy: Signal<bool>,
) -> impl IntoView {
    view! {
        <details class="text-[13px] text-muted">
            <summary class="w-fit cursor-pointer rounded hover:text-ink focus-ring">
                {move || if busy.get() { "Thinking…" } else { "Thought for a moment" }}
            </summary>
            // Opened while it grows, it is not read out again with each word.
            <div dir="auto" aria-live="off" class="own-lines mt-2 border-s-2 border-line ps-3 leading-relaxed">
                {move || text.get()}
            </div>
        </details>
    }
}
