//! A key on the keyboard.

use leptos::prelude::*;

/// A key or shortcut, drawn as a small key cap.
#[component]
pub fn Kbd(children: Children) -> impl IntoView {
    view! {
        <kbd class="inline-flex h-5 min-w-5 items-center justify-center rounded border border-line bg-sunken px-1.5 font-sans text-[11px] font-medium text-muted">
            {children()}
        </kbd>
    }
}
