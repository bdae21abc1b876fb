//! `/god-dashboard/invites/new`: invites one owner, or many from a sheet.

use domain::invites::InviteTerms;
use kit::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{Crumb, Load, Page, PageHeader, PageWidth, Tab, Tabs, TextSkeleton};

use super::api::{InviteOneOwner, get_invite_terms};
use super::one::OneForm;
use super::sheet::SheetForm;
use super::{LIST, NEW};

/// Two tabs with an address each: the form for one, and the sheet for many.
#[component]
pub fn InviteOwnersPage() -> impl IntoView {
    let query = use_query_map();
    let many = Memo::new(move |_| query.with(|query| query.get("by").is_some_and(|by| by == "sheet")));
    let one = ServerAction::<InviteOneOwner>::new();
    let terms = Resource::new_blocking(|| (), |()| get_invite_terms());
    let tabs = Signal::derive(move || {
        let sheet = format!("{NEW}?by=sheet");
        vec![Tab::new("One", NEW, !many.get()), Tab::new("Many, from a sheet", sheet, many.get())]
    });
    let crumbs = vec![Crumb::link("Owner invites", LIST), Crumb::here("Invite owners")];
    view! {
        <PageTitle title="Invite owners" />
        <Page width=PageWidth::Narrow>
            <PageHeader
                title="Invite owners"
                description="Each gets a mail with a link. Accepting it makes the account and the organisation."
                crumbs
            />
            <Tabs label="How many" tabs=tabs />
            <Load
                resource=terms
                fallback=|| view! { <TextSkeleton lines=8 /> }
                view=move |terms| way(many, terms, one)
            />
        </Page>
    }
}

fn way(many: Memo<bool>, terms: InviteTerms, one: ServerAction<InviteOneOwner>) -> AnyView {
    let show = move || {
        if many.get() {
            view! { <SheetForm terms=terms.clone() /> }.into_any()
        } else {
            view! { <OneForm terms=terms.clone() action=one /> }.into_any()
        }
    };
    view! { {show} }.into_any()
}
