//! The project's own icons: 24-unit grid, 1.75 strokes, one path each, drawn in the current text colour.

mod name;
mod paths;

use leptos::prelude::*;
pub use name::IconName;

/// A decorative icon, hidden from screen readers; label the element around it.
#[component]
pub fn Icon(
    #[prop(into)] name: IconName,
    /// Size and colour classes.
    #[prop(into, default = "size-[18px]".to_owned())]
    class: String,
) -> impl IntoView {
    view! {
        <svg
            class=format!("shrink-0 {class}")
            viewBox="0 0 24 24"
            fill="none"
            stroke="currentColor"
            stroke-width="1.75"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
        >
            <path d=name.path()></path>
        </svg>
    }
}
