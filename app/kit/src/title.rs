//! The title of a page.

use leptos::prelude::*;
use leptos_meta::Title;

/// Names the page in the browser's tab; the platform's name is added by the app.
///
/// The server takes the title at once: it is written into the head when the page is done, outside the arena that
/// holds this page's reactive values, where a signal is gone or is another page's.
#[component]
pub fn PageTitle(#[prop(into)] title: Signal<String>) -> impl IntoView {
    #[cfg(feature = "ssr")]
    let text = title.get_untracked();
    #[cfg(not(feature = "ssr"))]
    let text = move || title.get();
    view! { <Title text /> }
}
