//! `/god-dashboard/invites`: every owner invitation and where it stands.

use domain::AppError;
use domain::invites::{InviteState, OwnerInvitePage as Invites, OwnerInviteQuery};
use domain::paging::asked_page;
use kit::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{
    Alert, Button, ButtonVariant, Column, EmptyState, IconName, InputKind, LinkButton, Load, Page, PageHeader,
    Pagination, Tab, Table, TableSkeleton, Tabs, TextInput, Toast, Tone, until_next_act, use_toasts,
};

use super::api::{ResendOwnerInvite, RevokeOwnerInvite, list_owner_invites};
use super::line::InviteLine;
use super::{LIST, NEW};

const DONE: &[(&str, &str)] = &[
    ("sent", "The invitation is on its way."),
    ("resent", "A fresh link is on its way; the old one no longer works."),
    ("revoked", "The invitation is withdrawn."),
];

/// What can be done with an invitation of the list.
#[derive(Clone, Copy)]
pub(super) struct Acts {
    pub resend: ServerAction<ResendOwnerInvite>,
    pub revoke: ServerAction<RevokeOwnerInvite>,
}

/// The list; search, filter and paging are addresses, so they work without JavaScript.
#[component]
pub fn OwnerInvitesPage() -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        query.with(|query| OwnerInviteQuery {
            search: query.get("q").unwrap_or_default(),
            state: query.get("state").unwrap_or_default(),
            page: query.get("page").map_or(1, |page| asked_page(&page)),
        })
    });
    let acts = Acts { resend: ServerAction::new(), revoke: ServerAction::new() };
    tell(acts);
    let invites = Resource::new_blocking(
        move || (asked.get(), acts.resend.version().get(), acts.revoke.version().get()),
        |(asked, _, _)| list_owner_invites(asked),
    );
    let is_news = until_next_act();
    let done = move || {
        let done = query.read().get("done").filter(|_| is_news.get())?;
        DONE.iter().find(|(word, _)| *word == done).map(|(_, sentence)| *sentence)
    };
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
            {move || done().map(|sentence| view! { <Alert tone=Tone::Success title=sentence /> })}
            <Filter asked=asked />
            <Load
                resource=invites
                fallback=|| view! { <TableSkeleton rows=6 columns=5 /> }
                view=move |page| view! { <InviteTable page asked=asked.get_untracked() acts /> }.into_any()
            />
        </Page>
    }
}

/// Says what came of pressing a button in the list.
fn tell(acts: Acts) {
    let toasts = use_toasts();
    let say = move |answer: Option<Result<(), AppError>>, done: &str| match answer {
        Some(Ok(())) => toasts.show(Toast::success(done)),
        Some(Err(error)) => toasts.show(Toast::danger(error.to_string())),
        None => {}
    };
    Effect::new(move |_| say(acts.resend.value().get(), "A fresh link is on its way; the old one no longer works."));
    Effect::new(move |_| say(acts.revoke.value().get(), "The invitation is withdrawn."));
}

#[component]
fn Filter(asked: Memo<OwnerInviteQuery>) -> impl IntoView {
    let tabs = Signal::derive(move || {
        asked.with(|asked| {
            let all = Tab::new("All", address(&asked.search, "", 1), asked.state.is_empty());
            let states = InviteState::ALL.into_iter().map(|state| {
                let word = state.as_str();
                Tab::new(state.label(), address(&asked.search, word, 1), asked.state == word)
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
fn InviteTable(page: Invites, asked: OwnerInviteQuery, acts: Acts) -> impl IntoView {
    let columns = vec![
        Column::new("Invited"),
        Column::new("Plan"),
        Column::new("State"),
        Column::new("Sent"),
        Column::new("Actions").hidden_label(),
    ];
    let to = |number: u32| address(&asked.search, &asked.state, number);
    let (summary, previous, next) = (page.paging.summary(), page.paging.previous().map(to), page.paging.next().map(to));
    let is_empty = page.invites.is_empty();
    let is_filtered = !asked.search.is_empty() || !asked.state.is_empty();
    let rows = page.invites.into_iter().map(|invite| view! { <InviteLine invite acts /> }).collect_view();
    view! {
        <Table caption="Owner invitations" columns is_empty empty=move || view! { <Nothing is_filtered /> }>
            {rows}
        </Table>
        {(!is_empty)
            .then(|| {
                view! {
                    <Pagination summary previous next />
                }
            })}
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

/// This page with other words in its address.
fn address(search: &str, state: &str, page: u32) -> String {
    let page = if page > 1 { page.to_string() } else { String::new() };
    let mut words = vec![("q", search.to_owned()), ("state", state.to_owned()), ("page", page)];
    words.retain(|(_, word)| !word.is_empty());
    kit::with_query(LIST, &words)
}
