//! The small turning ring.

use leptos::prelude::*;

/// A decorative spinner in the current text colour; whatever it stands in says in words what is going on.
#[component]
pub fn Spinner(
    /// Size classes.
    #[prop(into, default = "size-4".to_owned())]
    class: String,
) -> impl IntoView {
    view! { <span class=format!("spinner {class}") aria-hidden="true"></span> }
}
