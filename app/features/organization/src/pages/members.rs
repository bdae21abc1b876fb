//! `/settings/members`: who is in the organisation.

use domain::Role;
use domain::organizations::{MemberPage, MemberQuery, MemberRow};
use kit::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{
    Avatar, Badge, Column, EmptyState, IconName, Load, Page, PageHeader, Pagination, Sort, Table, TableCell, TableRow,
    TableSkeleton, Tone,
};

use crate::api::list_members;

/// How many members a page of the list shows.
const PAGE: u32 = 50;

/// The member list; sorting and paging are links, so they work without JavaScript.
#[component]
pub fn MembersPage() -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        query.with(|query| MemberQuery {
            sort: query.get("sort").unwrap_or_else(|| "name".to_owned()),
            descending: query.get("order").is_some_and(|order| order == "desc"),
            page: query.get("page").and_then(|page| page.parse().ok()).unwrap_or(1),
        })
    });
    let members = Resource::new_blocking(move || asked.get(), list_members);
    view! {
        <PageTitle title="Members" />
        <Page>
            <PageHeader title="Members" description="Everybody who belongs to this organisation, and what they may do." />
            <Load
                resource=members
                fallback=|| view! { <TableSkeleton rows=5 columns=4 /> }
                view=move |page| view! { <Members page asked=asked.get_untracked() /> }.into_any()
            />
        </Page>
    }
}

#[component]
fn Members(page: MemberPage, asked: MemberQuery) -> impl IntoView {
    let columns = [("Name", "name"), ("E-mail", "email"), ("Role", "role"), ("Joined", "joined")]
        .map(|(label, key)| head(label, key, &asked))
        .to_vec();
    let first = (page.page - 1) * PAGE + 1;
    let last = (page.page * PAGE).min(page.total);
    let to = |number: u32| link(&asked.sort, asked.descending, number);
    let (previous, next) =
        ((page.page > 1).then(|| to(page.page - 1)), (page.page < page.pages).then(|| to(page.page + 1)));
    let is_empty = page.members.is_empty();
    let rows = page.members.into_iter().map(|member| view! { <MemberLine member /> }).collect_view();
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
        <Pagination summary=format!("{}–{} of {}", first.min(last), last, page.total) previous next />
    }
}

#[component]
fn MemberLine(member: MemberRow) -> impl IntoView {
    let tone = match member.role {
        Role::Owner => Tone::Info,
        Role::Admin => Tone::Success,
        Role::Member => Tone::Neutral,
    };
    let you = member.is_you.then(|| view! { <span class="text-muted">"(you)"</span> });
    view! {
        <TableRow>
            <TableCell>
                <span class="flex min-w-0 items-center gap-2.5 font-medium">
                    <Avatar name=member.name.clone() picture=member.picture />
                    <span class="truncate">{member.name}</span>
                    {you}
                </span>
            </TableCell>
            <TableCell label="E-mail">
                <span class="truncate">{member.email}</span>
            </TableCell>
            <TableCell label="Role">
                <Badge tone>{member.role.label()}</Badge>
            </TableCell>
            <TableCell label="Joined">
                <time datetime=member.joined.iso title=member.joined.long>
                    {member.joined.short}
                </time>
            </TableCell>
        </TableRow>
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
    format!("/settings/members?sort={sort}&order={order}&page={page}")
}
