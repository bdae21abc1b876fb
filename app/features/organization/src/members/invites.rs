//! `/settings/members/invites`: invites somebody, and shows the invitations that are open.

use domain::invites::{MemberInvitePage, MemberInviteQuery, NewInviteLink};
use domain::members::Seats;
use domain::paging::asked_page;
use domain::{AppError, AppResult};
use kit::PageTitle;
use leptos::html::Form;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{
    Alert, Column, CopyButton, EmptyState, IconName, Load, Page, PageHeader, Pagination, Table, TableSkeleton, Toast,
    Tone, use_toasts,
};

use super::INVITES;
use super::api::{InviteMember, ResendInvite, RevokeInvite, list_invites};
use super::invite_form::InviteForm;
use super::invite_line::InviteLine;
use super::sections::{Done, Section, Sections};

const DONE: &[(&str, &str)] = &[
    ("sent", "The invitation is on its way."),
    ("resent", "A fresh link is on its way; the old one no longer works."),
    ("revoked", "The invitation is taken back."),
];

/// What can be done on the page.
#[derive(Clone, Copy)]
pub(super) struct Acts {
    pub invite: ServerAction<InviteMember>,
    pub resend: ServerAction<ResendInvite>,
    pub revoke: ServerAction<RevokeInvite>,
    form: NodeRef<Form>,
}

/// Form above, list below.
#[component]
pub fn InvitesPage() -> impl IntoView {
    let query = use_query_map();
    let page = Memo::new(move |_| query.with(|query| query.get("page")).map_or(1, |page| asked_page(&page)));
    let invite = ServerAction::new();
    let form = kit::cleared_after(invite);
    let acts = Acts { invite, resend: ServerAction::new(), revoke: ServerAction::new(), form };
    let fresh = RwSignal::new(None);
    tell(acts, fresh);
    // A refused invitation changes nothing, and what was typed stays.
    let invited = kit::successes(acts.invite);
    let invites = Resource::new_blocking(
        move || (page.get(), invited.get(), acts.resend.version().get(), acts.revoke.version().get()),
        |(page, ..)| list_invites(MemberInviteQuery { page }),
    );
    view! {
        <PageTitle title="Invitations" />
        <Page>
            <PageHeader
                title="Invitations"
                description="Each is for one address, works once, and holds a seat as long as it is open."
            />
            <Sections here=Section::Invites />
            <Done words=DONE />
            <FreshLink fresh />
            <Load
                resource=invites
                fallback=|| view! { <TableSkeleton rows=4 columns=4 /> }
                view=move |page| view! { <Invites page acts /> }.into_any()
            />
        </Page>
    }
}

/// Keeps a fresh link for its one showing, and says what else came of pressing a button.
fn tell(acts: Acts, fresh: RwSignal<Option<NewInviteLink>>) {
    let toasts = use_toasts();
    let show = move |answer: Option<AppResult<NewInviteLink>>, refused: bool| match answer {
        Some(Ok(link)) if link.link.is_some() => fresh.set(Some(link)),
        Some(Ok(link)) => {
            fresh.set(None);
            toasts.show(Toast::success(format!("A mail to {} is on its way.", link.email)));
        }
        Some(Err(error)) if refused => toasts.show(Toast::danger(error.to_string())),
        _ => {}
    };
    // The form says itself what was wrong with it.
    Effect::new(move |_| show(acts.invite.value().get(), false));
    Effect::new(move |_| show(acts.resend.value().get(), true));
    Effect::new(move |_| {
        let answer: Option<Result<(), AppError>> = acts.revoke.value().get();
        match answer {
            Some(Ok(())) => toasts.show(Toast::success("The invitation is taken back.")),
            Some(Err(error)) => toasts.show(Toast::danger(error.to_string())),
            None => {}
        }
    });
}

/// A link to hand over, shown this once: only its hash is stored.
#[component]
fn FreshLink(fresh: RwSignal<Option<NewInviteLink>>) -> impl IntoView {
    view! {
        <div aria-live="polite" class="empty:hidden">
            {move || {
                let NewInviteLink { email, link } = fresh.get()?;
                let link = link?;
                let copied = link.clone();
                Some(
                    view! {
                        <Alert tone=Tone::Success title=format!("The link for {email}")>
                            <p>"Copy it now: it is not shown again. It works for this address only."</p>
                            <div class="mt-2 flex flex-wrap items-center gap-2">
                                <code dir="ltr" class="min-w-0 rounded-md bg-sunken px-2 py-1 font-mono text-[13px] break-all text-ink">
                                    {link}
                                </code>
                                <CopyButton text=copied label="Copy link" />
                            </div>
                        </Alert>
                    },
                )
            }}
        </div>
    }
}

#[component]
fn Invites(page: MemberInvitePage, acts: Acts) -> impl IntoView {
    let MemberInvitePage { invites, paging, seats, tiers, roles } = page;
    let columns = vec![
        Column::new("Invited"),
        Column::new("As"),
        Column::new("State"),
        Column::new("Sent"),
        Column::new("Actions").hidden_label(),
    ];
    let to = |number: u32| format!("{INVITES}?page={number}");
    let (summary, previous, next) = (paging.summary(), paging.previous().map(to), paging.next().map(to));
    let is_empty = invites.is_empty();
    let rows = invites
        .into_iter()
        .map(|invite| {
            let tier = tiers.of(invite.tier).to_owned();
            view! { <InviteLine invite tier acts /> }
        })
        .collect_view();
    view! {
        <InviteForm roles tiers=tiers.clone() action=acts.invite node_ref=acts.form full=!seats.are_left() />
        <SeatLine seats />
        <Table
            caption="Open invitations"
            columns
            is_empty
            empty=|| {
                view! {
                    <EmptyState
                        icon=IconName::Mail
                        title="No open invitations"
                        text="Whoever you invite stands here until they accept."
                    />
                }
            }
        >
            {rows}
        </Table>
        {(!is_empty).then(|| view! { <Pagination summary previous next /> })}
    }
}

/// How many seats are used, and what helps when none is left.
#[component]
fn SeatLine(seats: Seats) -> impl IntoView {
    let left = seats.are_left();
    let taken = seats.members + seats.invites;
    let words = match seats.limit {
        Some(limit) => format!("{taken} of {limit} seats of the plan {} are taken.", seats.plan),
        None => format!("{taken} seats are taken; the plan {} has no limit.", seats.plan),
    };
    if left {
        return view! { <p class="text-[13px] text-muted">{words}</p> }.into_any();
    }
    view! {
        <Alert tone=Tone::Warning title=words>
            "Remove a member, take an invitation back, or ask the operator for a larger plan."
        </Alert>
    }
    .into_any()
}
