//! `/settings/audit`: what was done in the organisation, and how long the log is kept.

use domain::Permission;
use kit::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{ErrorKind, ErrorPage, Load, Page, PageHeader, TableSkeleton, TextSkeleton};

use crate::api::{EditAuditSettings, get_audit_log, get_audit_settings};
use crate::parts::{ExportLink, Log, SettingsForm, asked};

const PATH: &str = "/settings/audit";

/// The organisation's log, for people who may read it.
#[component]
pub fn AuditPage() -> impl IntoView {
    view! {
        <PageTitle title="Audit log" />
        {if kit::may_open(Permission::SeeAudit) {
            view! { <Whole /> }.into_any()
        } else {
            view! { <ErrorPage kind=ErrorKind::Forbidden /> }.into_any()
        }}
    }
}

#[component]
fn Whole() -> impl IntoView {
    let query = use_query_map();
    let wishes = Memo::new(move |_| query.with(asked));
    let log = Resource::new_blocking(move || wishes.get(), get_audit_log);
    let action = ServerAction::<EditAuditSettings>::new();
    let settings = Resource::new_blocking(move || action.version().get(), |_| get_audit_settings());
    let link = move || view! { <ExportLink path="/export/audit.csv" wishes=wishes.get() /> };
    let export = move || view! { {link} };
    view! {
        <Page>
            <PageHeader
                title="Audit log"
                description="What was done in this organisation, by whom and when. Entries can be neither changed nor removed."
                actions=export
            />
            <Load
                resource=log
                fallback=|| view! { <TableSkeleton rows=8 columns=4 /> }
                view=move |log| view! { <Log path=PATH log wishes=wishes.try_get_untracked().unwrap_or_default() /> }.into_any()
            />
            <Load
                resource=settings
                fallback=|| view! { <TextSkeleton lines=3 /> }
                view=move |settings| view! { <SettingsForm settings action /> }.into_any()
            />
        </Page>
    }
}
