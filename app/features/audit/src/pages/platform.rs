//! `/god-dashboard/audit`: what was done on the whole platform.

use kit::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{Load, Page, PageHeader, TableSkeleton};

use crate::api::get_platform_audit_log;
use crate::parts::{ExportLink, Log, asked};

const PATH: &str = "/god-dashboard/audit";

/// The platform's log, in the operator's frame.
#[component]
pub fn PlatformAuditPage() -> impl IntoView {
    let query = use_query_map();
    let wishes = Memo::new(move |_| query.with(asked));
    let log = Resource::new_blocking(move || wishes.get(), get_platform_audit_log);
    let link = move || view! { <ExportLink path="/export/platform-audit.csv" wishes=wishes.get() /> };
    let export = move || view! { {link} };
    view! {
        <PageTitle title="Audit log" />
        <Page>
            <PageHeader
                title="Audit log"
                description="What was done on the platform and in its organisations. Times are in UTC."
                actions=export
            />
            <Load
                resource=log
                fallback=|| view! { <TableSkeleton rows=8 columns=4 /> }
                view=move |log| view! { <Log path=PATH log wishes=wishes.try_get_untracked().unwrap_or_default() /> }.into_any()
            />
        </Page>
    }
}
