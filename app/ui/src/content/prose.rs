//! Rendered Markdown.

use leptos::prelude::*;

/// Shows HTML that the server has rendered **and sanitised**; never hand it anything else.
#[component]
pub fn Prose(
    #[prop(into)] html: Signal<String>,
    /// Layout classes only.
    #[prop(into, optional)]
    class: String,
) -> impl IntoView {
    view! { <div class=format!("prose {class}") inner_html=move || html.get()></div> }
}
