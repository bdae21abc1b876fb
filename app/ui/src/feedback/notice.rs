//! What has just been done, told by the page.

use leptos::prelude::*;

use super::{Alert, Tone};

/// A sentence in the flow of the page, read out as it appears; no room is taken while there is none.
#[component]
pub fn Notice(
    #[prop(into)] text: Signal<Option<&'static str>>,
    /// Layout classes of the box.
    #[prop(default = "")]
    class: &'static str,
) -> impl IntoView {
    view! {
        <div aria-live="polite" class="empty:hidden">
            {move || text.get().map(|title| view! { <Alert tone=Tone::Success title class /> })}
        </div>
    }
}
