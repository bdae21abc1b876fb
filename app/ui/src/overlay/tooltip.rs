//! A short explanation on hover and focus, in CSS alone.

use leptos::prelude::*;
use tailwind_fuse::tw_join;

/// Shows `text` above its children. For names of icon buttons their own label is enough.
#[component]
pub fn Tooltip(
    /// Unique on the page; links the text to the content for screen readers.
    #[prop(into)]
    id: String,
    #[prop(into)] text: String,
    /// Layout classes only.
    #[prop(into, optional)]
    class: String,
    children: Children,
) -> impl IntoView {
    let described = id.clone();
    view! {
        <span class=tw_join!("group/tip relative inline-flex", class) tabindex="0" aria-describedby=described>
            {children()}
            <span id=id role="tooltip" class="tooltip">
                {text}
            </span>
        </span>
    }
}
