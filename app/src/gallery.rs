//! `/dev/ui`: every component in every state, in debug builds; the page does not exist in release builds.

use leptos::prelude::*;

/// The gallery, or "not found".
#[component]
pub fn GalleryPage() -> impl IntoView {
    gallery()
}

#[cfg(debug_assertions)]
fn gallery() -> AnyView {
    view! { <ui::gallery::Gallery /> }.into_any()
}

#[cfg(not(debug_assertions))]
fn gallery() -> AnyView {
    view! { <crate::errors::BareNotFoundPage /> }.into_any()
}
