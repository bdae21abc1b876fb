//! `/settings/members`: the members of the organisation.

use domain::organizations::{MemberList, MemberQuery};
use domain::{ListAddress, Page as Rows, Permission};
use kit::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{
    ButtonVariant, Column, EmptyState, IconName, LinkButton, Load, Notice, Page, PageHeader, PageLinks, Sort, Table,
    TableSkeleton,
};

use super::api::{get_transfer, list_members};
use super::line::MemberRow;
use super::offer::{Answers, OfferNotice};
use super::sections::{Section, Sections};
use super::{INVITES, LIST};

const DONE: &[kit::DoneWord] = &[
    ("removed", "The member is removed."),
    ("withdrawn", "The offer of ownership is taken back."),
    ("accepted", "You own this organisation now."),
    ("declined", "You declined the ownership."),
];

/// The member list; sorting and paging are links, so they work without JavaScript.
#[component]
pub fn MembersPage() -> impl IntoView {
    let (query, page) = (use_query_map(), kit::asked_page());
    let asked = Memo::new(move |_| {
        query.with(|query| MemberQuery {
            sort: query.get("sort").unwrap_or_else(|| "name".to_owned()),
            descending: query.get("order").is_some_and(|order| order == "desc"),
            page: page.get(),
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
            <Notice text=kit::done(DONE) passing=true />
            <Load
                resource=transfer
                fallback=|| ()
                view=move |transfer| { transfer.map(|transfer| view! { <OfferNotice transfer answers /> }).into_any() }
            />
            <Sections here=Section::Members />
            <Load
                resource=members
                fallback=|| view! { <TableSkeleton rows=5 columns=5 /> }
                view=move |list| view! { <Members list asked=asked.try_get_untracked().unwrap_or_default() /> }.into_any()
            />
        </Page>
    }
}

#[component]
fn Members(list: MemberList, asked: MemberQuery) -> impl IntoView {
    let mut columns = [("Name", "name"), ("E-mail", "email"), ("Role", "role"), ("Joined", "joined")]
        .map(|(label, key)| head(label, key, &asked))
        .to_vec();
    columns.insert(3, Column::new("Tier"));
    let MemberList { page: Rows { rows, place }, tiers } = list;
    let (is_empty, address) = (rows.is_empty(), sorted(&asked.sort, asked.descending));
    let rows = rows
        .into_iter()
        .map(|member| {
            let tier = tiers.of(member.tier).to_owned();
            view! { <MemberRow member tier /> }
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
        <PageLinks place address />
    }
}

/// A column's header: its link sorts by it, and flips the direction if the list is already sorted by it.
fn head(label: &str, key: &str, asked: &MemberQuery) -> Column {
    let current = asked.sort == key;
    let sort = match (current, asked.descending) {
        (false, _) => Sort::Unsorted,
        (true, false) => Sort::Ascending,
        (true, true) => Sort::Descending,
    };
    Column::new(label).sortable(sort, sorted(key, current && !asked.descending).first())
}

/// The list in another order.
fn sorted(sort: &str, descending: bool) -> ListAddress {
    ListAddress::new(LIST).with("sort", sort).with("order", if descending { "desc" } else { "asc" })
}
