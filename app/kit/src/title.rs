//! The title of a page: the one place where text from people reaches the document's head.
#![expect(clippy::disallowed_methods, reason = "this is the place that escapes what it gives to leptos_meta")]

use leptos::prelude::*;
use leptos_meta::Title;

use crate::platform_name;

/// Names the page in the browser's tab; [`PlatformTitle`] adds the platform's name.
///
/// On the server the title is evaluated at once: it is written into the head when the page is done, outside the arena
/// that holds this page's reactive values, where a signal is gone or belongs to another page.
#[component]
pub fn PageTitle(#[prop(into)] title: Signal<String>) -> impl IntoView {
    #[cfg(feature = "ssr")]
    let text = title.get_untracked();
    #[cfg(not(feature = "ssr"))]
    let text = move || title.get();
    view! { <Title text /> }
}

/// The platform's name after each page's title, or alone; used once, at the root of the app.
#[component]
pub fn PlatformTitle() -> impl IntoView {
    let platform = platform_name();
    let formatter =
        move |page: String| head_text(if page.is_empty() { platform.clone() } else { format!("{page} · {platform}") });
    view! { <Title formatter text="" /> }
}

/// Text as the head needs it: on the server `leptos_meta` writes it between the tags unescaped, so that a title could
/// close the element and open another one; the browser sets it as text.
fn head_text(text: String) -> String {
    #[cfg(feature = "ssr")]
    return html_escape::encode_text(&text).into_owned();
    #[cfg(not(feature = "ssr"))]
    text
}
