//! Titles of pages and of their sections.

use leptos::prelude::*;
use tailwind_fuse::tw_join;

use super::{Breadcrumbs, Crumb};

/// The page's `<h1>` with breadcrumbs, a sentence and the page's actions.
#[component]
pub fn PageHeader(
    #[prop(into)] title: String,
    #[prop(into, optional)] description: Option<String>,
    #[prop(optional)] crumbs: Vec<Crumb>,
    /// Buttons at the end of the title's line.
    #[prop(into, optional)]
    actions: Option<ViewFnOnce>,
    /// Layout classes only.
    #[prop(into, optional)]
    class: String,
) -> impl IntoView {
    view! {
        <header class=tw_join!(
            "flex flex-col gap-3", class
        )>
            {(!crumbs.is_empty()).then(|| view! { <Breadcrumbs crumbs /> })}
            <div class="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
                <div class="min-w-0">
                    <h1 dir="auto" class="text-[22px] leading-tight font-semibold tracking-tight text-ink">
                        {title}
                    </h1>
                    {description
                        .map(|text| view! { <p class="mt-1.5 max-w-2xl text-sm text-pretty text-muted">{text}</p> })}
                </div>
                {actions.map(|actions| view! { <div class="flex flex-wrap gap-2.5">{actions.run()}</div> })}
            </div>
        </header>
    }
}

/// The `<h2>` of a section of a page, with its own sentence and actions.
#[component]
pub fn SectionHeader(
    #[prop(into)] title: String,
    #[prop(into, optional)] description: Option<String>,
    #[prop(into, optional)] actions: Option<ViewFnOnce>,
    /// Layout classes only.
    #[prop(into, optional)]
    class: String,
) -> impl IntoView {
    view! {
        <div class=tw_join!("flex flex-wrap items-end justify-between gap-x-6 gap-y-3", class)>
            <div class="min-w-0">
                <h2 dir="auto" class="text-[15px] font-semibold text-ink">
                    {title}
                </h2>
                {description.map(|text| view! { <p class="mt-0.5 text-[13px] text-muted">{text}</p> })}
            </div>
            {actions.map(|actions| view! { <div class="flex gap-2">{actions.run()}</div> })}
        </div>
    }
}
