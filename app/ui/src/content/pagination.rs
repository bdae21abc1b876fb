//! Links to the pages of a list.

use leptos::prelude::*;
use tailwind_fuse::tw_join;

use crate::icons::{Icon, IconName};

const STEP: &str = "inline-flex h-8 items-center gap-1.5 rounded-md border border-field bg-surface px-2.5 text-[13px] font-medium text-ink shadow-xs hover:bg-hover focus-ring";
const STEP_OFF: &str = "inline-flex h-8 items-center gap-1.5 rounded-md border border-line bg-sunken px-2.5 text-[13px] font-medium text-faint";

/// "11–20 of 48" with links to the previous and next page; `None` where there is none.
#[component]
pub fn Pagination(
    /// What is shown, in words: "11–20 of 48".
    #[prop(into)]
    summary: String,
    #[prop(into)] previous: Option<String>,
    #[prop(into)] next: Option<String>,
    /// Layout classes only.
    #[prop(into, optional)]
    class: String,
) -> impl IntoView {
    view! {
        <nav aria-label="Pages" class=tw_join!("flex items-center justify-between gap-4", class)>
            <p class="text-[13px] text-muted tabular-nums">{summary}</p>
            <div class="flex gap-2">
                <Step href=previous rel="prev">
                    <Icon name=IconName::ChevronLeft class="size-4" />
                    "Previous"
                </Step>
                <Step href=next rel="next">
                    "Next"
                    <Icon name=IconName::ChevronRight class="size-4" />
                </Step>
            </div>
        </nav>
    }
}

#[component]
fn Step(href: Option<String>, rel: &'static str, children: Children) -> impl IntoView {
    match href {
        Some(href) => view! {
            <a href=href rel=rel class=STEP>
                {children()}
            </a>
        }
        .into_any(),
        None => view! {
            <span class=STEP_OFF aria-hidden="true">
                {children()}
            </span>
        }
        .into_any(),
    }
}
