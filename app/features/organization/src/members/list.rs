//! `/settings/members`: who is in the organisation.

use domain::Permission;
use domain::organizations::{MemberPage, MemberQuery};
use domain::paging::asked_page;
use kit::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{
    ButtonVariant, Column, EmptyState, IconName, LinkButton, Load, Page, PageHeader, Pagination, Sort, Table,
    TableSkeleton,
};

use super::api::{get_transfer, list_members};
use super::line::MemberLine;
use super::offer::{Answers, OfferNotice};
use super::sections::{Done, Section, Sections};
use super::{INVITES, LIST};

const DONE: &[(&str, &str)] = &[
    ("removed", "The member is removed."),
    ("withdrawn", "The offer of ownership is taken back."),
    ("accepted", "You own this organisation now."),
    ("declined", "You declined the ownership."),
];

/// The member list; sorting and paging are links, so they work without JavaScript.
#[component]
pub fn MembersPage() -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        query.with(|query| MemberQuery {
            sort: query.get("sort").unwrap_or_else(|| "name".to_owned()),
            descending: query.get("order").is_some_and(|order| order == "desc"),
            page: query.get("page").map_or(1, |page| asked_page(&page)),
        })
    });
    let answers = Answers::new();
    let members = Resource::new_blocking(move || (asked.get(), answers.given()), |(asked, _)| list_members(asked));
    let transfer = Resource::new_blocking(move || answers.given(), |_| get_transfer());
    let viewer = kit::known_viewer();
    let may_invite = viewer.with_untracked(|viewer| viewer.as_ref().is_some_and(|v| v.may(Permission::InviteMembers)));
    let invite = ViewFnOnce::from(move || {
        may_invite.then(|| {
            view! {
                <LinkButton href=INVITES variant=ButtonVariant::Primary icon=IconName::Plus>
                    "Invite"
                </LinkButton>
            }
        })
    });
    view! {
        <PageTitle title="Members" />
        <Page>
            <PageHeader
                title="Members"
                description="Everybody who belongs to this organisation, and what they may do."
                actions=invite
            />
            <Done words=DONE />
            <Load
                resource=transfer
                fallback=|| ()
                view=move |transfer| { transfer.map(|transfer| view! { <OfferNotice transfer answers /> }).into_any() }
            />
            <Sections here=Section::Members />
            <Load
                resource=members
                fallback=|| view! { <TableSkeleton rows=5 columns=5 /> }
                view=move |page| view! { <Members page asked=asked.get_untracked() /> }.into_any()
            />
        </Page>
    }
}

#[component]
fn Members(page: MemberPage, asked: MemberQuery) -> impl IntoView {
    let mut columns = [("Name", "name"), ("E-mail", "email"), ("Role", "role"), ("Joined", "joined")]
        .map(|(label, key)| head(label, key, &asked))
        .to_vec();
    columns.insert(3, Column::new("Tier"));
    let to = |number: u32| link(&asked.sort, asked.descending, number);
    let (summary, previous, next) = (page.paging.summary(), page.paging.previous().map(to), page.paging.next().map(to));
    let is_empty = page.members.is_empty();
    let tiers = page.tiers;
    let rows = page
        .members
        .into_iter()
        .map(|member| {
            let tier = tiers.of(member.tier).to_owned();
            view! { <MemberLine member tier /> }
        })
        .collect_view();
    view! {
        <Table
            caption="Members of this organisation"
            columns
            is_empty
            empty=|| {
                view! {
                    <EmptyState
                        icon=IconName::Users
                        title="Nobody on this page"
                        text="The list is shorter than that. Go back to its first page."
                    />
                }
            }
        >
            {rows}
        </Table>
        <Pagination summary previous next />
    }
}

/// A column's head: its link sorts by it, and the other way round when it already does.
fn head(label: &str, key: &str, asked: &MemberQuery) -> Column {
    let current = asked.sort == key;
    let sort = match (current, asked.descending) {
        (false, _) => Sort::Unsorted,
        (true, false) => Sort::Ascending,
        (true, true) => Sort::Descending,
    };
    Column::new(label).sortable(sort, link(key, current && !asked.descending, 1))
}

fn link(sort: &str, descending: bool, page: u32) -> String {
    let order = if descending { "desc" } else { "asc" };
    format!("{LIST}?sort={sort}&order={order}&page={page}")
}
