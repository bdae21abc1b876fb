//! `/god-dashboard/invites`: every owner invitation and its state.

use domain::invites::{InviteState, OwnerInviteQuery, OwnerInviteRow};
use domain::{ListAddress, Page as Rows};
use kit::{Acts, PageTitle};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{
    Button, ButtonVariant, Column, EmptyState, FieldErrorsSummary, IconName, InputKind, LinkButton, Load, Notice, Page,
    PageHeader, PageLinks, Tab, Table, TableSkeleton, Tabs, TextInput, Toast, use_toasts,
};

use super::api::{ResendOwnerInvite, RevokeOwnerInvite, list_owner_invites};
use super::line::InviteRow;
use super::{LIST, NEW};

const DONE: &[kit::DoneWord] = &[
    ("sent", "The invitation is on its way."),
    ("resent", "A fresh link is on its way; the old one no longer works."),
    ("revoked", "The invitation is withdrawn."),
];

/// The acts on an invitation of the list.
#[derive(Clone, Copy)]
pub(super) struct InviteActs {
    pub all: Acts,
    pub resend: ServerAction<ResendOwnerInvite>,
    pub revoke: ServerAction<RevokeOwnerInvite>,
}

impl InviteActs {
    /// Called once, at the top of the page; reports what was done.
    fn new() -> Self {
        let (toasts, all) = (use_toasts(), Acts::new());
        let resend = all.with_rows(|act: &ResendOwnerInvite| act.form.id);
        let revoke = all.with_rows(|act: &RevokeOwnerInvite| act.form.id);
        let say = move |done| toasts.show(Toast::success(done));
        kit::outcome(resend, move |()| say("A fresh link is on its way; the old one no longer works."));
        kit::outcome(revoke, move |()| say("The invitation is withdrawn."));
        Self { all, resend, revoke }
    }
}

/// The list; search, filter and paging are in the address, so they work without JavaScript.
#[component]
pub fn OwnerInvitesPage() -> impl IntoView {
    let (query, page) = (use_query_map(), kit::asked_page());
    let asked = Memo::new(move |_| {
        query.with(|query| OwnerInviteQuery {
            search: query.get("q").unwrap_or_default(),
            state: query.get("state").unwrap_or_default(),
            page: page.get(),
        })
    });
    let acts = InviteActs::new();
    let invites =
        Resource::new_blocking(move || (asked.get(), acts.all.done()), |(asked, _)| list_owner_invites(asked));
    let actions = ViewFnOnce::from(|| {
        view! {
            <LinkButton href=NEW variant=ButtonVariant::Primary icon=IconName::Plus>
                "Invite owners"
            </LinkButton>
        }
    });
    view! {
        <PageTitle title="Owner invites" />
        <Page>
            <PageHeader
                title="Owner invites"
                description="Whoever accepts one opens the organisation that it describes, and owns it."
                actions
            />
            <Notice text=kit::done(DONE) passing=true />
            <Filter asked=asked />
            <Load
                resource=invites
                fallback=|| view! { <TableSkeleton rows=6 columns=5 /> }
                view=move |page| view! { <InviteTable page asked=asked.try_get_untracked().unwrap_or_default() acts /> }.into_any()
            />
        </Page>
    }
}

#[component]
fn Filter(asked: Memo<OwnerInviteQuery>) -> impl IntoView {
    let tabs = Signal::derive(move || {
        asked.with(|asked| {
            let all = Tab::new("All", address(&asked.search, "").first(), asked.state.is_empty());
            let states = InviteState::ALL.into_iter().map(|state| {
                let word = state.as_str();
                Tab::new(state.label(), address(&asked.search, word).first(), asked.state == word)
            });
            std::iter::once(all).chain(states).collect::<Vec<_>>()
        })
    });
    let now = asked.get_untracked();
    view! {
        <div class="flex flex-col gap-4">
            <form method="get" action=LIST role="search" class="flex gap-2.5">
                <input type="hidden" name="state" value=now.state />
                <TextInput
                    kind=InputKind::Search
                    name="q"
                    value=now.search
                    label="Search by address or organisation"
                    placeholder="Search by address or organisation"
                    icon=IconName::Search
                    class="w-full max-w-sm"
                />
                <Button submit=true>"Search"</Button>
            </form>
            <Tabs label="States" tabs=tabs />
        </div>
    }
}

#[component]
fn InviteTable(page: Rows<OwnerInviteRow>, asked: OwnerInviteQuery, acts: InviteActs) -> impl IntoView {
    let columns = vec![
        Column::new("Invited"),
        Column::new("Plan"),
        Column::new("State"),
        Column::new("Sent"),
        Column::new("Actions").hidden_label(),
    ];
    let Rows { rows, place } = page;
    let (is_empty, address) = (rows.is_empty(), address(&asked.search, &asked.state));
    let is_filtered = !asked.search.is_empty() || !asked.state.is_empty();
    let strays = acts.all.strays(rows.iter().map(|invite| invite.id));
    let rows = rows.into_iter().map(|invite| view! { <InviteRow invite acts /> }).collect_view();
    view! {
        <FieldErrorsSummary error=strays />
        <Table caption="Owner invitations" columns is_empty empty=move || view! { <Nothing is_filtered /> }>
            {rows}
        </Table>
        <PageLinks place address />
    }
}

#[component]
fn Nothing(is_filtered: bool) -> impl IntoView {
    if is_filtered {
        return view! {
            <EmptyState
                icon=IconName::Search
                title="Nothing found"
                text="No invitation fits. Try another word, or another state."
            />
        }
        .into_any();
    }
    let action = ViewFnOnce::from(|| view! { <LinkButton href=NEW>"Invite the first owner"</LinkButton> });
    view! {
        <EmptyState
            icon=IconName::Mail
            title="No invitations yet"
            text="Invite a coach or an agency: they get a mail, choose a password, and their organisation is there."
            action
        />
    }
    .into_any()
}

/// This page with another query.
fn address(search: &str, state: &str) -> ListAddress {
    ListAddress::new(LIST).with("q", search).with("state", state)
}
