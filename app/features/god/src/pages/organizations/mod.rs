//! `/god-dashboard`: every organisation of the platform, searched, filtered and sorted by the address of the page.

mod filters;
mod line;
mod table;
mod totals;

use domain::god::{OrganizationQuery, TotalsQuery};
use kit::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;
use ui::{IconName, LinkButton, Load, Page, PageHeader, PageWidth, TableSkeleton, TextSkeleton};

use self::filters::Filters;
use self::table::OrganizationTable;
use self::totals::TotalsPanel;
use crate::api::{get_totals, list_organizations};

/// The page's own address.
const PATH: &str = "/god-dashboard";

/// The operator's home. All of its state stands in the address, so that it works without JavaScript and can be kept.
#[component]
pub fn OrganizationsPage() -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(asked_by));
    let range = Memo::new(move |_| asked.with(|asked| TotalsQuery { range: asked.range.clone() }));
    let totals = Resource::new_blocking(move || range.get(), get_totals);
    let organizations = Resource::new_blocking(move || asked.get(), list_organizations);
    view! {
        <PageTitle title="Organisations" />
        <Page width=PageWidth::Full>
            <PageHeader
                title="Organisations"
                description="Everyone on the platform. Chats, messages and AI cost are those of the last 30 days."
                actions=move || {
                    view! { <Export asked /> }
                }
            />
            <section aria-label="The platform over time" class="flex flex-col gap-4">
                <Load
                    resource=totals
                    fallback=|| view! { <TextSkeleton lines=6 /> }
                    view=move |totals| view! { <TotalsPanel totals asked /> }.into_any()
                />
            </section>
            <section aria-label="All organisations" class="flex flex-col gap-4">
                <Filters asked />
                <Load
                    resource=organizations
                    fallback=|| view! { <TableSkeleton rows=10 columns=8 /> }
                    view=move |page| view! { <OrganizationTable page asked=asked.get_untracked() /> }.into_any()
                />
            </section>
        </Page>
    }
}

fn asked_by(params: &ParamsMap) -> OrganizationQuery {
    let get = |name| params.get(name).unwrap_or_default();
    OrganizationQuery {
        q: get("q"),
        tier: get("tier"),
        state: get("state"),
        since: get("since"),
        sort: get("sort"),
        order: get("order"),
        page: get("page"),
        range: get("range"),
    }
}

/// This page with another query.
fn address(query: &OrganizationQuery) -> String {
    kit::with_query(PATH, &query.pairs())
}

#[component]
fn Export(asked: Memo<OrganizationQuery>) -> impl IntoView {
    move || {
        let href = kit::with_query("/god-dashboard/organizations.csv", &asked.get().on_page(1).pairs());
        view! {
            <LinkButton href icon=IconName::File external=true>
                "Export CSV"
            </LinkButton>
        }
    }
}
