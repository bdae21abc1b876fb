//! The result of a plain form, told by the page that it leads to: `?done=word`.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::Notice;

/// A sentence for each known word; empty for all others, and once another act is started.
#[component]
pub fn DoneNotice(words: &'static [kit::DoneWord]) -> impl IntoView {
    view! { <Notice text=kit::done(words) passing=true class="mb-5" /> }
}

/// Whether the page is shown with this word.
pub fn is_done(word: &'static str) -> Signal<bool> {
    let query = use_query_map();
    Signal::derive(move || query.read().get("done").is_some_and(|done| done == word))
}
