//! Tabs that are pages: each has an address, so they work without JavaScript and can be shared.

use leptos::prelude::*;
use tailwind_fuse::tw_join;

/// One tab.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tab {
    pub label: String,
    pub href: String,
    pub current: bool,
    /// A small number after the label.
    pub count: Option<u32>,
}

impl Tab {
    /// A tab; exactly one of a row is `current`.
    pub fn new(label: impl Into<String>, href: impl Into<String>, current: bool) -> Self {
        Self { label: label.into(), href: href.into(), current, count: None }
    }

    /// Adds the number.
    #[must_use]
    pub fn count(mut self, count: u32) -> Self {
        self.count = Some(count);
        self
    }
}

/// A row of links with `aria-current`; scrolls sideways on a phone.
#[component]
pub fn Tabs(
    /// Spoken name of the row.
    #[prop(into)]
    label: String,
    #[prop(into)] tabs: Signal<Vec<Tab>>,
    /// Layout classes only.
    #[prop(into, optional)]
    class: String,
) -> impl IntoView {
    view! {
        <nav aria-label=label class=tw_join!("no-scrollbar overflow-x-auto border-b border-line", class)>
            <ul class="flex min-w-max gap-5">
                {move || tabs.get().into_iter().map(|tab| view! { <TabLink tab /> }).collect_view()}
            </ul>
        </nav>
    }
}

#[component]
fn TabLink(tab: Tab) -> impl IntoView {
    view! {
        <li>
            <a
                href=tab.href
                aria-current=tab.current.then_some("page")
                class="-mb-px flex items-center gap-2 rounded-t border-b-2 border-transparent px-0.5 py-2.5 text-sm font-medium text-muted transition-colors hover:text-ink focus-ring aria-[current=page]:border-accent aria-[current=page]:text-ink"
            >
                {tab.label}
                {tab
                    .count
                    .map(|count| {
                        view! {
                            <span class="rounded-full bg-active px-1.5 text-xs text-muted tabular-nums">{count}</span>
                        }
                    })}
            </a>
        </li>
    }
}
