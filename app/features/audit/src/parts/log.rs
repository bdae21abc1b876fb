//! The filter, the entries and the links to other pages.

use audit_domain::{AuditLog, AuditQuery};
use domain::Page;
use leptos::prelude::*;
use ui::{Column, EmptyState, IconName, LinkButton, PageLinks, Table};

use super::entry::Entry;
use super::filter::Filter;
use super::wishes::address;

/// One page of the log under its filter.
#[component]
pub fn Log(path: &'static str, log: AuditLog, wishes: AuditQuery) -> impl IntoView {
    let columns = ["When", "Who", "What", "Details"].map(Column::new).to_vec();
    let AuditLog { page: Page { rows, place }, actions } = log;
    let (is_empty, filtered, address) = (rows.is_empty(), wishes.is_filtered(), address(path, wishes.clone()));
    let summary = match rows.len() {
        0 => String::new(),
        1 => "1 entry".to_owned(),
        count => format!("{count} entries"),
    };
    let rows = rows.into_iter().map(|row| view! { <Entry row /> }).collect_view();
    view! {
        <Filter path wishes actions />
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
        <PageLinks place address summary />
    }
}

/// Links to the same entries as a file.
#[component]
pub fn ExportLink(path: &'static str, wishes: AuditQuery) -> impl IntoView {
    view! {
        <LinkButton href=address(path, wishes).first() external=true>
            "Export CSV"
        </LinkButton>
    }
}
