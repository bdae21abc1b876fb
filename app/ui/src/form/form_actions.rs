//! The row of a form's buttons.

use leptos::prelude::*;
use tailwind_fuse::tw_join;

/// The row under a form: the submit button first, then the others; full width on a phone.
#[component]
pub fn FormActions(
    /// Pushes the buttons to the end of the line, for cards and dialogs.
    #[prop(optional)]
    end: bool,
    /// Layout classes only.
    #[prop(into, optional)]
    class: String,
    children: Children,
) -> impl IntoView {
    let side = if end { "sm:flex-row-reverse" } else { "sm:flex-row" };
    view! { <div class=tw_join!("flex flex-col gap-2.5 pt-1", side, class)>{children()}</div> }
}
