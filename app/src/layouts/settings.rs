//! The frame of the organisation's settings: a column lists their pages. Where there is no room for it, the list is a
//! row that scrolls sideways on the first settings page, and every other one links back to it.

use leptos::prelude::*;
use leptos_router::components::Outlet;
use leptos_router::hooks::use_location;
use ui::{Icon, IconName, NavItem, NavSection};

use crate::navigation::{Place, settings_pages};

const COLUMN: &str = "max-xl:no-scrollbar px-4 pt-4 sm:px-8 max-xl:overflow-x-auto xl:sticky xl:top-[calc(var(--shell-top)+3.5rem)] xl:w-56 xl:shrink-0 xl:self-start xl:px-3 xl:pt-9";

/// A row where there is no room for a column.
const LIST: &str = "max-xl:pb-1 max-xl:[&>ul]:w-max max-xl:[&>ul]:flex-row";

/// The column beside the page; empty for people who may use none of its pages.
#[component]
pub fn SettingsLayout() -> impl IntoView {
    let (viewer, path) = (kit::known_viewer(), use_location().pathname);
    let pages = Memo::new(move |_| viewer.with(|viewer| viewer.as_ref().map(settings_pages).unwrap_or_default()));
    let is_first = Memo::new(move |_| path.with(|path| path.trim_end_matches('/') == "/settings"));
    view! {
        <div class="flex min-w-0 flex-1 flex-col xl:flex-row">
            {move || (!pages.with(Vec::is_empty)).then(|| view! { <Column pages=pages.get() is_first /> })}
            <div class="min-w-0 flex-1">
                <Outlet />
            </div>
        </div>
    }
}

#[component]
fn Column(pages: Vec<Place>, is_first: Memo<bool>) -> impl IntoView {
    let items = pages
        .into_iter()
        .map(|page| view! { <NavItem href=page.href label=page.title exact=page.exact /> })
        .collect_view();
    let class = move || if is_first.get() { COLUMN.to_owned() } else { format!("{COLUMN} max-xl:hidden") };
    view! {
        <nav aria-label="Settings" class=class>
            <NavSection class=LIST>{items}</NavSection>
        </nav>
        {move || {
            (!is_first.get())
                .then(|| {
                    view! {
                        <a
                            href="/settings"
                            class="ms-4 mt-4 -mb-3 inline-flex min-h-11 items-center gap-1 self-start rounded-md text-sm text-muted hover:text-ink focus-ring sm:ms-8 xl:hidden"
                        >
                            <Icon name=IconName::ChevronLeft class="size-4 rtl:-scale-x-100" />
                            "Settings"
                        </a>
                    }
                })
        }}
    }
}
