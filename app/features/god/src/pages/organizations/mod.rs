//! `/god-dashboard`: every organisation of the platform, searched, filtered and sorted by the address of the page.

mod bulk;
mod filters;
mod line;
mod table;
mod totals;

use domain::ListAddress;
use god_domain::{OrganizationList, OrganizationQuery, TotalsQuery};
use kit::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;
use ui::{IconName, LinkButton, Load, Page, PageHeader, PageWidth, TableSkeleton, TextSkeleton};

use self::bulk::{ManyBar, ManyOutcome};
use self::filters::Filters;
use self::table::OrganizationTable;
use self::totals::TotalsPanel;
use crate::api::{ChangeMany, get_totals, list_organizations};
use crate::parts::{ActDialog, OrganizationActs, Target, asked_in};

/// The page's own address.
const PATH: &str = "/god-dashboard";

/// The operator's home. All of its state is in the address, so that it works without JavaScript and can be bookmarked.
#[component]
pub fn OrganizationsPage() -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(asked_by));
    let range = Memo::new(move |_| asked.with(|asked| TotalsQuery { range: asked.range.clone() }));
    let totals = Resource::new_blocking(move || range.get(), get_totals);
    let (acts, many) = (OrganizationActs::new(), ServerAction::<ChangeMany>::new());
    let act = Memo::new(move |_| query.with(asked_in));
    let changed = kit::successes(many);
    let organizations = Resource::new_blocking(
        move || (asked.get(), acts.version() + changed.get()),
        |(asked, _)| list_organizations(asked),
    );
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
            <section aria-label="All organisations" class="group/list flex flex-col gap-4">
                <Filters asked />
                <ManyOutcome action=many />
                <Load
                    resource=organizations
                    fallback=|| view! { <TableSkeleton rows=10 columns=8 /> }
                    view=move |list: OrganizationList| {
                        let (tiers, rows) = (list.tiers.clone(), list.page.rows.clone());
                        view! {
                            <OrganizationTable list asked=asked.try_get_untracked().unwrap_or_default() />
                            <ManyBar tiers=tiers.clone() action=many />
                            {move || {
                                let (act, on) = act.get()?;
                                let line = rows.iter().find(|line| Some(line.id) == on)?;
                                let target = Target::of_line(line, &tiers);
                                Some(view! { <ActDialog act target acts base=address(&asked.try_get_untracked().unwrap_or_default()) /> })
                            }}
                        }
                            .into_any()
                    }
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

/// The first page of the same list.
fn list_address(query: &OrganizationQuery) -> ListAddress {
    let pairs = query.on_page(1).pairs();
    pairs.into_iter().fold(ListAddress::new(PATH), |address, (name, word)| address.with(name, word))
}

#[component]
fn Export(asked: Memo<OrganizationQuery>) -> impl IntoView {
    move || {
        let href = kit::with_query("/export/organizations.csv", &asked.get().on_page(1).pairs());
        view! {
            <LinkButton href icon=IconName::File external=true>
                "Export CSV"
            </LinkButton>
        }
    }
}
