//! The path from the top to this page.

use leptos::prelude::*;
use tailwind_fuse::tw_join;

use crate::icons::{Icon, IconName};

/// One step of the path; without `href` it is the page itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crumb {
    pub label: String,
    pub href: Option<String>,
}

impl Crumb {
    /// A page above this one.
    pub fn link(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: Some(href.into()) }
    }

    /// This page.
    pub fn here(label: impl Into<String>) -> Self {
        Self { label: label.into(), href: None }
    }
}

/// Links to the pages above this one.
#[component]
pub fn Breadcrumbs(crumbs: Vec<Crumb>) -> impl IntoView {
    let steps = crumbs
        .into_iter()
        .enumerate()
        .map(|(at, crumb)| {
            // The links back keep their text; the page's own name, which may be long, is cut.
            let room = if crumb.href.is_some() { "max-w-1/2 shrink-0" } else { "" };
            let step = match crumb.href {
                Some(href) => view! {
                    <a href=href dir="auto" class="truncate rounded hover:text-ink focus-ring">
                        {crumb.label}
                    </a>
                }
                .into_any(),
                None => view! {
                    <span aria-current="page" dir="auto" class="truncate text-ink">
                        {crumb.label}
                    </span>
                }
                .into_any(),
            };
            view! {
                <li class=tw_join!("flex min-w-0 items-center gap-1.5", room)>
                    {(at > 0).then(|| view! { <Icon name=IconName::ChevronRight class="size-3.5 text-faint" /> })}
                    {step}
                </li>
            }
        })
        .collect_view();
    view! {
        <nav aria-label="Breadcrumbs">
            <ol class="flex items-center gap-1.5 text-[13px] text-muted">{steps}</ol>
        </nav>
    }
}
