//! Entries of the sidebar, and of the bar that replaces it on a phone.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use tailwind_fuse::tw_join;

use crate::icons::{Icon, IconName};

const ITEM: &str = "group flex h-8 items-center gap-2.5 rounded-md px-2.5 text-sm font-medium text-muted transition-colors hover:bg-hover hover:text-ink \
     focus-ring aria-[current=page]:bg-active aria-[current=page]:text-ink max-lg:h-11";

/// A group of entries, optionally under a small heading.
#[component]
pub fn NavSection(
    #[prop(into, optional)] label: Option<String>,
    /// Layout classes only.
    #[prop(into, optional)]
    class: String,
    children: Children,
) -> impl IntoView {
    let id = label.as_ref().map(|label| format!("places-{}", label.to_lowercase().replace(' ', "-")));
    view! {
        <div class=tw_join!(
            "pb-4", class
        )>
            {label
                .zip(id.clone())
                .map(|(label, id)| {
                    view! { <p id=id class="px-2.5 pt-1 pb-1.5 text-xs font-medium text-muted">{label}</p> }
                })} <ul class="flex flex-col gap-0.5" aria-labelledby=id>{children()}</ul>
        </div>
    }
}

/// One place to go; marked as current when the address is `href` or below it.
#[component]
pub fn NavItem(
    #[prop(into)] href: String,
    /// None for entries that are all pages of one place.
    #[prop(optional, into)]
    icon: Option<IconName>,
    #[prop(into)] label: String,
    /// Only the address itself counts as current, for entries such as home.
    #[prop(optional)]
    exact: bool,
    /// An address below `href` that is a place of its own.
    #[prop(optional)]
    apart: &'static str,
    /// A small number at the end, such as unread messages; hidden at zero.
    #[prop(into, optional)]
    count: Signal<u32>,
) -> impl IntoView {
    let current = current(href.clone(), exact, apart);
    view! {
        <li>
            <a href=href class=ITEM aria-current=move || current.get().then_some("page")>
                {icon
                    .map(|name| view! { <Icon name class="size-[17px] group-aria-[current=page]:text-accent-ink" /> })}
                <span class="min-w-0 flex-1 truncate">{label}</span>
                {move || {
                    let count = count.get();
                    (count > 0)
                        .then(|| {
                            view! {
                                <span class="rounded-full bg-active px-1.5 text-xs text-muted tabular-nums">
                                    {count}
                                </span>
                            }
                        })
                }}
            </a>
        </li>
    }
}

pub(super) const BAR_ITEM: &str = "group flex min-w-0 flex-1 cursor-pointer flex-col items-center justify-center gap-0.5 px-1 text-xs font-medium \
     text-muted focus-ring aria-[current=page]:text-ink";

/// One place in the bar at the bottom of a phone.
#[component]
pub fn BarItem(
    #[prop(into)] href: String,
    #[prop(into)] icon: IconName,
    #[prop(into)] label: String,
    /// Only the address itself counts as current.
    #[prop(optional)]
    exact: bool,
) -> impl IntoView {
    let current = current(href.clone(), exact, "");
    view! {
        <li class="flex min-w-0 flex-1">
            <a href=href class=BAR_ITEM aria-current=move || current.get().then_some("page")>
                <Icon name=icon class="size-5 group-aria-[current=page]:text-accent-ink" />
                <span class="max-w-full truncate">{label}</span>
            </a>
        </li>
    }
}

/// Whether the page belongs to the entry, reactively.
fn current(href: String, exact: bool, apart: &'static str) -> Signal<bool> {
    let path = use_location().pathname;
    let is_apart = move |path: &str| !apart.is_empty() && covers(apart, path, false);
    Signal::derive(move || path.with(|path| covers(&href, path, exact) && !is_apart(path)))
}

/// Whether `path` is `href` or, unless `exact`, a page below it.
fn covers(href: &str, path: &str, exact: bool) -> bool {
    let (href, path) = (href.trim_end_matches('/'), path.trim_end_matches('/'));
    let below = path.strip_prefix(href).is_some_and(|rest| rest.starts_with('/'));
    path == href || (!exact && !href.is_empty() && below)
}

#[cfg(test)]
mod tests {
    use super::covers;

    #[test]
    fn an_entry_covers_its_own_page_and_those_below() {
        assert!(covers("/chat", "/chat", false));
        assert!(covers("/chat", "/chat/", false));
        assert!(covers("/chat", "/chat/42", false));
        assert!(!covers("/chat", "/chats", false));
        assert!(!covers("/settings", "/settings/members", true));
    }

    #[test]
    fn home_does_not_cover_everything() {
        assert!(covers("/", "/", false));
        assert!(!covers("/", "/chat", false));
    }
}
