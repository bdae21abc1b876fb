//! What has just been done, as a message in the page.

use leptos::prelude::*;

use super::{Alert, Tone, until_next_act};

/// A sentence in the flow of the page, read out as it appears; takes no room while it is empty.
#[component]
pub fn Notice(
    #[prop(into)] text: Signal<Option<&'static str>>,
    /// Disappears when the person begins another act: for the result of the plain form that led to the page.
    #[prop(optional)]
    passing: bool,
    /// Layout classes of the box.
    #[prop(default = "")]
    class: &'static str,
) -> impl IntoView {
    let is_news = if passing { until_next_act() } else { Signal::stored(true) };
    let text = Signal::derive(move || text.get().filter(|_| is_news.get()));
    view! {
        <div aria-live="polite" class="empty:hidden">
            {move || text.get().map(|title| view! { <Alert tone=Tone::Success title class /> })}
        </div>
    }
}
