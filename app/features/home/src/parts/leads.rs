//! A list of links.

use domain::home::Lead;
use leptos::prelude::*;
use ui::{Name, SectionHeader, Time};

/// The links under their heading; `all` leads to the whole list.
#[component]
pub fn Leads(title: &'static str, leads: Vec<Lead>, #[prop(optional)] all: Option<&'static str>) -> impl IntoView {
    let lines = leads.into_iter().map(|lead| view! { <Line lead /> }).collect_view();
    view! {
        <section class="flex min-w-0 flex-col gap-2">
            <div class="flex items-baseline justify-between gap-4">
                <SectionHeader title />
                {all
                    .map(|href| {
                        view! {
                            <a href=href class="shrink-0 rounded-sm text-[13px] text-accent-ink hover:underline focus-ring">
                                "See all"
                            </a>
                        }
                    })}
            </div>
            <ul class="divide-y divide-line">{lines}</ul>
        </section>
    }
}

#[component]
fn Line(lead: Lead) -> impl IntoView {
    let Lead { title, note, href, at } = lead;
    view! {
        <li>
            <a
                href=href
                class="-mx-2 flex min-h-11 items-center gap-4 rounded-md px-2 py-2 transition-colors hover:bg-hover focus-ring"
            >
                <span class="flex min-w-0 flex-1 flex-col">
                    <Name text=title class="text-sm font-medium text-ink" />
                    <Name text=note class="text-[13px] text-muted" />
                </span>
                <span class="shrink-0 text-[13px] text-muted">
                    <Time moment=at />
                </span>
            </a>
        </li>
    }
}
