//! The files of the browser's code, and the script that fetches them after the first paint: people can read the page
//! and send its forms before any code has loaded, so code must not compete with the first paint.

#[cfg(feature = "ssr")]
mod built;

#[cfg(feature = "ssr")]
use built::files_of;
#[cfg(feature = "ssr")]
pub use built::{Hydration, hashes};
use leptos::prelude::*;
use leptos_meta::Meta;

/// The name under which a rendered page lists the files of its groups.
const LIST: &str = "code";

/// Lists a group's files in the head of the page. The browser renders it too, without content.
#[component]
pub fn CodeOf(group: &'static str) -> impl IntoView {
    view! { <Meta name=LIST content=files_of(group) /> }
}

#[cfg(not(feature = "ssr"))]
fn files_of(_group: &str) -> String {
    String::new()
}
