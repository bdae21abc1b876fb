//! The frames of the gallery itself.

use leptos::prelude::*;

use crate::Card;

/// A titled part of the gallery with an anchor.
#[component]
pub fn Area(id: &'static str, title: &'static str, children: Children) -> impl IntoView {
    view! {
        <section id=id class="flex scroll-mt-6 flex-col gap-5 pt-6">
            <h2 class="text-lg font-semibold tracking-tight text-ink">{title}</h2>
            {children()}
        </section>
    }
}

/// A card with examples in a wrapping row.
#[component]
pub fn Sample(title: &'static str, children: Children) -> impl IntoView {
    view! {
        <Card title=title>
            <div class="flex flex-wrap items-center gap-3">{children()}</div>
        </Card>
    }
}
