//! The filter, the entries and the way through them.

use domain::audit::{AuditPage, AuditQuery};
use leptos::prelude::*;
use ui::{Column, EmptyState, IconName, LinkButton, Pagination, Table};

use super::entry::Entry;
use super::filter::Filter;
use super::wishes::address;

/// One stretch of the log under its filter.
#[component]
pub fn Log(path: &'static str, page: AuditPage, wishes: AuditQuery) -> impl IntoView {
    let columns = ["When", "Who", "What", "Details"].map(Column::new).to_vec();
    let (is_empty, filtered) = (page.rows.is_empty(), wishes.is_filtered());
    let summary = match page.rows.len() {
        1 => "1 entry".to_owned(),
        count => format!("{count} entries"),
    };
    let newest = (!wishes.before.is_empty()).then(|| address(path, &wishes, ""));
    let older = page.next.map(|next| address(path, &wishes, &next));
    let rows = page.rows.into_iter().map(|row| view! { <Entry row /> }).collect_view();
    view! {
        <Filter path wishes actions=page.actions />
        <Table
            caption="Entries of the audit log, the latest first"
            columns
            is_empty
            empty=move || {
                let (title, text) = if filtered {
                    ("No entry fits", "Ask for less, or for a longer time.")
                } else {
                    ("Nothing here yet", "Whatever is changed from now on appears here.")
                };
                view! { <EmptyState icon=IconName::File title text /> }
            }
        >
            {rows}
        </Table>
        {(!is_empty || newest.is_some()).then(|| view! { <Pagination summary previous=newest next=older /> })}
    }
}

/// Leads to the same entries as a file.
#[component]
pub fn ExportLink(path: &'static str, wishes: AuditQuery) -> impl IntoView {
    view! {
        <LinkButton href=address(path, &wishes, "") external=true>
            "Export CSV"
        </LinkButton>
    }
}
