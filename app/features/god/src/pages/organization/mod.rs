//! `/god-dashboard/organizations/:id`: one organisation, closely.

mod head;
mod jobs;
mod lists;
mod notes;
mod subscription;
mod usage;

use domain::AppError;
use domain::god::{OneOrganizationQuery, OrganizationHead, OrganizationTab, OrganizationView, TabContent};
use domain::ids::OrganizationId;
use domain::paging::asked_page;
use kit::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use ui::{Load, Page, PageWidth, Pagination, Tab, Tabs, TextSkeleton};

use self::head::Head;
use self::jobs::JobList;
use self::lists::{AuditList, InviteList, MailList, MemberList};
use self::notes::{NoteActions, NoteList};
use self::subscription::SubscriptionList;
use self::usage::UsagePanel;
use crate::api::get_organization;
use crate::parts::{ActDialog, Acts, Target, asked_in};

/// The page; its tab and the place in it stand in the address.
#[component]
pub fn OrganizationPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let asked = Memo::new(move |_| {
        let id = params.with(|params| params.get("id")).and_then(|id| id.parse::<OrganizationId>().ok())?;
        let tab = query.with(|query| query.get("tab")).and_then(|tab| tab.parse().ok()).unwrap_or_default();
        let page = query.with(|query| query.get("page")).map_or(1, |page| asked_page(&page));
        Some(OneOrganizationQuery { id, tab, page })
    });
    let (acts, notes) = (Acts::new(), NoteActions::new());
    let act = Memo::new(move |_| query.with(asked_in));
    let organization = Resource::new_blocking(
        move || (asked.get(), acts.version() + notes.version()),
        |(asked, _)| async move {
            match asked {
                Some(asked) => get_organization(asked).await,
                None => Err(AppError::NotFound),
            }
        },
    );
    view! {
        <PageTitle title="Organisation" />
        <Page width=PageWidth::Wide>
            <Load
                resource=organization
                fallback=|| view! { <TextSkeleton lines=10 /> }
                view=move |view: OrganizationView| {
                    let tab = asked.get_untracked().map(|asked| asked.tab).unwrap_or_default();
                    let (target, base) = (Target::from(&view.head), address(view.head.id, tab, view.page));
                    view! {
                        <Organization view tab notes />
                        {move || {
                            let (act, _) = act.get()?;
                            Some(view! { <ActDialog act target=target.clone() acts base=base.clone() /> })
                        }}
                    }
                        .into_any()
                }
            />
        </Page>
    }
}

/// The address of a tab of an organisation's page.
fn address(id: OrganizationId, tab: OrganizationTab, page: u32) -> String {
    let tab = (tab != OrganizationTab::default()).then(|| ("tab", tab.key().to_owned()));
    let page = (page > 1).then(|| ("page", page.to_string()));
    let pairs: Vec<_> = tab.into_iter().chain(page).collect();
    kit::with_query(&format!("/god-dashboard/organizations/{id}"), &pairs)
}

#[component]
fn Organization(view: OrganizationView, tab: OrganizationTab, notes: NoteActions) -> impl IntoView {
    let OrganizationView { head, content, page, more } = view;
    let id = head.id;
    let tabs: Vec<Tab> = OrganizationTab::ALL
        .into_iter()
        .map(|each| Tab::new(each.label(), address(id, each, 1), each == tab))
        .collect();
    let (previous, next) = ((page > 1).then(|| address(id, tab, page - 1)), more.then(|| address(id, tab, page + 1)));
    let is_paged = previous.is_some() || next.is_some();
    view! {
        <Head head=head.clone() base=address(id, tab, page) />
        <Tabs label="Parts of the organisation" tabs=tabs />
        <Content content head notes />
        {is_paged.then(|| view! { <Pagination summary=format!("Page {page}") previous next /> })}
    }
}

#[component]
fn Content(content: TabContent, head: OrganizationHead, notes: NoteActions) -> impl IntoView {
    match content {
        TabContent::Usage(days) => view! { <UsagePanel days head /> }.into_any(),
        TabContent::Members(members) => view! { <MemberList members /> }.into_any(),
        TabContent::Invites(invites) => view! { <InviteList invites /> }.into_any(),
        TabContent::Audit(lines) => view! { <AuditList lines /> }.into_any(),
        TabContent::Jobs(jobs) => view! { <JobList jobs /> }.into_any(),
        TabContent::Mails(mails) => view! { <MailList mails /> }.into_any(),
        TabContent::Subscription(lines) => view! { <SubscriptionList lines /> }.into_any(),
        TabContent::Notes(lines) => view! { <NoteList notes=lines organization=head.id actions=notes /> }.into_any(),
    }
}
