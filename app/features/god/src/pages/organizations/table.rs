//! The list as a table whose headers sort it, with links to its other pages.

use domain::Page;
use god_domain::{Order, OrganizationList, OrganizationQuery, OrganizationSort};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use ui::{Column, EmptyState, IconName, LinkButton, PageLinks, Sort, Table};

use super::bulk::TICKS;
use super::line::Line;
use super::{PATH, address, list_address};
use crate::api::ChangeMany;

/// One page of organisations.
#[component]
pub(super) fn OrganizationTable(list: OrganizationList, asked: OrganizationQuery) -> impl IntoView {
    let OrganizationList { page: Page { rows, place }, tiers } = list;
    let is_empty = rows.is_empty();
    let mut columns = OrganizationSort::ALL.map(|sort| head(sort, &asked)).to_vec();
    columns.insert(0, Column::new("Tick").hidden_label());
    columns.push(Column::new("Actions").hidden_label());
    let (base, links, is_filtered) = (address(&asked), list_address(&asked), asked.is_filtered());
    // What a refused plain form had checked.
    let ticked = kit::typed_all(ChangeMany::PATH, TICKS);
    let rows = rows
        .into_iter()
        .map(|line| {
            let ticked = ticked.contains(&line.id.to_string());
            view! { <Line line tiers=tiers.clone() base=base.clone() ticked /> }
        })
        .collect_view();
    view! {
        <Table
            caption="Organisations of the platform"
            columns
            dense=true
            is_empty
            empty=move || view! { <Nothing is_filtered /> }
        >
            {rows}
        </Table>
        <PageLinks place address=links />
    }
}

#[component]
fn Nothing(is_filtered: bool) -> impl IntoView {
    if is_filtered {
        view! {
            <EmptyState
                icon=IconName::Search
                title="No organisation matches"
                text="Search takes the beginning of any word of a name, an address or an owner's e-mail."
                action=|| view! { <LinkButton href=PATH>"Show all"</LinkButton> }
            />
        }
        .into_any()
    } else {
        view! {
            <EmptyState
                icon=IconName::Building
                title="No organisations yet"
                text="They appear here as owners accept their invitations or sign up."
                action=|| view! { <LinkButton href="/god-dashboard/mailbox">"Open the mailbox"</LinkButton> }
            />
        }
        .into_any()
    }
}

fn head(sort: OrganizationSort, asked: &OrganizationQuery) -> Column {
    let shown = match asked.sorting() {
        (current, Order::Ascending) if current == sort => Sort::Ascending,
        (current, Order::Descending) if current == sort => Sort::Descending,
        _ => Sort::Unsorted,
    };
    let column = Column::new(sort.label()).sortable(shown, address(&asked.sorted_by(sort)));
    if is_figure(sort) { column.end() } else { column }
}

/// Figures are aligned to the end of their column.
fn is_figure(sort: OrganizationSort) -> bool {
    use OrganizationSort as Column;
    matches!(
        sort,
        Column::Members | Column::Mrr | Column::Conversations | Column::Messages | Column::Cost | Column::Storage
    )
}
