//! The title of a page: the one text that reaches the document's head from what people write.
#![expect(clippy::disallowed_methods, reason = "this is the place that escapes what it gives to leptos_meta")]

use leptos::prelude::*;
use leptos_meta::Title;

use crate::platform_name;

/// Names the page in the browser's tab; [`PlatformTitle`] adds the platform's name.
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

/// The platform's name behind each page's title, or alone; stands once, at the root of the app.
#[component]
pub fn PlatformTitle() -> impl IntoView {
    let platform = platform_name();
    let formatter =
        move |page: String| head_text(if page.is_empty() { platform.clone() } else { format!("{page} · {platform}") });
    view! { <Title formatter text="" /> }
}

/// Text as the head takes it: on the server `leptos_meta` writes it between the tags as it is, so that a title could end
/// the element and begin another one; the browser sets it as text.
fn head_text(text: String) -> String {
    #[cfg(feature = "ssr")]
    return html_escape::encode_text(&text).into_owned();
    #[cfg(not(feature = "ssr"))]
    text
}
