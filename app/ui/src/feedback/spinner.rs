//! The small spinning ring.

use leptos::prelude::*;

/// A decorative spinner in the current text colour; the surrounding element says in words what is in progress.
#[component]
pub fn Spinner(
    /// Size classes.
    #[prop(into, default = "size-4".to_owned())]
    class: String,
) -> impl IntoView {
    view! { <span class=format!("spinner {class}") aria-hidden="true"></span> }
}
