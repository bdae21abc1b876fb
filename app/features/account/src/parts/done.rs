//! What a plain form has just done, told by the page that it leads to: `?done=word`.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::Notice;

/// A sentence for each word that the page knows; nothing for all others, and nothing once the next act is begun.
#[component]
pub fn DoneNotice(words: &'static [kit::DoneWord]) -> impl IntoView {
    view! { <Notice text=kit::done(words) passing=true class="mb-5" /> }
}

/// Whether the page is shown because of this word.
pub fn is_done(word: &'static str) -> Signal<bool> {
    let query = use_query_map();
    Signal::derive(move || query.read().get("done").is_some_and(|done| done == word))
}
