//! The title of a page.

use leptos::prelude::*;
use leptos_meta::Title;

/// Names the page in the browser's tab; the platform's name is added by the app.
#[component]
pub fn PageTitle(#[prop(into)] title: Signal<String>) -> impl IntoView {
    view! { <Title text=move || title.get() /> }
}
