//! `/god-dashboard/organizations/:id`: one organisation in detail.

mod head;
mod jobs;
mod lists;
mod notes;
mod subscription;
mod usage;

use domain::ids::OrganizationId;
use domain::{AppError, ListAddress, Place};
use god_domain::{OneOrganizationQuery, OrganizationHead, OrganizationTab, OrganizationView, TabContent};
use kit::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use ui::{Load, Page, PageLinks, PageWidth, Tab, Tabs, TextSkeleton};

use self::head::Head;
use self::jobs::JobList;
use self::lists::{AuditList, InviteList, MailList, MemberList};
use self::notes::{NoteActions, NoteList};
use self::subscription::SubscriptionList;
use self::usage::UsagePanel;
use crate::api::get_organization;
use crate::parts::{ActDialog, OrganizationActs, Target, asked_in};

/// The page; its tab and the tab's page are in the address.
#[component]
pub fn OrganizationPage() -> impl IntoView {
    let (params, query, page) = (use_params_map(), use_query_map(), kit::asked_page());
    let asked = Memo::new(move |_| {
        let id = params.with(|params| params.get("id")).and_then(|id| id.parse::<OrganizationId>().ok())?;
        let tab = query.with(|query| query.get("tab")).and_then(|tab| tab.parse().ok()).unwrap_or_default();
        Some(OneOrganizationQuery { id, tab, page: page.get() })
    });
    let (acts, notes) = (OrganizationActs::new(), NoteActions::new());
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
                    let tab = asked.try_get_untracked().flatten().map(|asked| asked.tab).unwrap_or_default();
                    let (target, base) = (Target::from(&view.head), here(view.head.id, tab, &view.place));
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
fn address(id: OrganizationId, tab: OrganizationTab) -> ListAddress {
    let tab = if tab == OrganizationTab::default() { "" } else { tab.as_str() };
    ListAddress::new(format!("/god-dashboard/organizations/{id}")).with("tab", tab)
}

/// The address of the current page of that tab.
fn here(id: OrganizationId, tab: OrganizationTab, place: &Place) -> String {
    address(id, tab).at(&place.turn())
}

#[component]
fn Organization(view: OrganizationView, tab: OrganizationTab, notes: NoteActions) -> impl IntoView {
    let OrganizationView { head, content, place } = view;
    let id = head.id;
    let tabs: Vec<Tab> = OrganizationTab::ALL
        .into_iter()
        .map(|each| Tab::new(each.label(), address(id, each).first(), each == tab))
        .collect();
    view! {
        <Head head=head.clone() base=here(id, tab, &place) />
        <Tabs label="Parts of the organisation" tabs=tabs />
        <Content content head notes />
        <PageLinks place address=address(id, tab) />
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
