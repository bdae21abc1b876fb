//! Links to the pages of a list.

use domain::{ListAddress, Place};
use leptos::prelude::*;
use tailwind_fuse::tw_join;

use crate::icons::{Icon, IconName};

const STEP: &str = "inline-flex h-8 items-center gap-1.5 rounded-md border border-field bg-surface px-2.5 text-[13px] font-medium text-ink shadow-xs hover:bg-hover focus-ring";
const STEP_OFF: &str = "inline-flex h-8 items-center gap-1.5 rounded-md border border-line bg-sunken px-2.5 text-[13px] font-medium text-faint";

/// Says where a page stands ("11–20 of 48") and links to its neighbours, at addresses that keep the rest of the list's
/// own address. A list that fits on one page has no links, and only the summary that is given.
#[component]
pub fn PageLinks(
    place: Place,
    address: ListAddress,
    /// The summary, where the place has none: "12 entries".
    #[prop(into, optional)]
    summary: Option<String>,
    /// Layout classes only.
    #[prop(into, optional)]
    class: String,
) -> impl IntoView {
    let to = |turn| address.at(&turn);
    let (previous, next) = (place.previous().map(to), place.next().map(to));
    let summary = summary.filter(|words| !words.is_empty());
    if previous.is_none() && next.is_none() {
        return summary
            .map(|words| view! { <p class=tw_join!("text-[13px] text-muted tabular-nums", class)>{words}</p> })
            .into_any();
    }
    let summary = place.summary().or(summary);
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
    .into_any()
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

#[cfg(test)]
mod tests {
    use domain::{Cursor, Paging};
    use leptos::reactive::owner::Owner;

    use super::*;

    fn html(place: Place) -> String {
        let address = ListAddress::new("/list").with("q", "a b");
        Owner::new().with(|| view! { <PageLinks place address /> }.to_html())
    }

    #[test]
    fn the_links_keep_what_else_the_address_says_and_name_their_way() {
        let middle = html(Place::Counted(Paging::of(2, 120, 50)));
        assert!(middle.contains("51–100 of 120"), "{middle}");
        assert!(middle.contains(r#"href="/list?q=a%20b" rel="prev""#), "{middle}");
        assert!(middle.contains(r#"href="/list?q=a%20b&amp;page=3" rel="next""#), "{middle}");
        let on = html(Place::Following { is_first: true, next: Some(Cursor::new("7_x")) });
        assert!(on.contains("before=7_x") && !on.contains(r#"rel="prev""#), "{on}");
    }

    #[test]
    fn a_list_without_a_second_page_has_no_links() {
        for place in [
            Place::Numbered { page: 1, has_next: false },
            Place::Counted(Paging::of(1, 0, 50)),
            Place::Counted(Paging::of(1, 1, 50)),
            Place::Following { is_first: true, next: None },
        ] {
            let html = html(place.clone());
            assert!(!html.contains("<nav") && !html.contains(" of "), "{place:?}: {html}");
        }
        let address = ListAddress::new("/list");
        let place = Place::Following { is_first: true, next: None };
        let told = Owner::new().with(|| view! { <PageLinks place address summary="12 entries" /> }.to_html());
        assert!(told.contains("12 entries") && !told.contains("Previous"), "{told}");
    }
}
