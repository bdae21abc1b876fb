//! `/settings/members/invites`: invites somebody, and lists the open invitations.

use domain::invites::{MemberInviteList, MemberInviteQuery, NewInviteLink};
use domain::members::Seats;
use domain::{ListAddress, Page as Rows, Permission};
use kit::{Acts, PageTitle};
use leptos::html::Form;
use leptos::prelude::*;
use ui::{
    Alert, Column, CopyButton, EmptyState, FieldErrorsSummary, IconName, Load, Notice, Page, PageHeader, PageLinks,
    Table, TableSkeleton, Toast, Tone, use_toasts,
};

use super::INVITES;
use super::api::{InviteMember, ResendInvite, RevokeInvite, list_invites};
use super::invite_form::InviteForm;
use super::invite_line::InviteRow;
use super::sections::{Section, Sections};
use crate::permitted::Permitted;

const DONE: &[kit::DoneWord] = &[
    ("sent", "The invitation is on its way."),
    ("resent", "A fresh link is on its way; the old one no longer works."),
    ("revoked", "The invitation is taken back."),
];

/// The acts of the page.
#[derive(Clone, Copy)]
pub(super) struct InviteActs {
    pub all: Acts,
    pub invite: ServerAction<InviteMember>,
    pub resend: ServerAction<ResendInvite>,
    pub revoke: ServerAction<RevokeInvite>,
    /// Empty again after an invitation.
    form: NodeRef<Form>,
}

impl InviteActs {
    /// Called once, at the top of the page.
    fn new() -> Self {
        let all = Acts::new();
        let invite = all.form();
        Self {
            all,
            invite,
            form: kit::cleared_after(invite),
            resend: all.with_rows(|act: &ResendInvite| act.form.id),
            revoke: all.with_rows(|act: &RevokeInvite| act.form.id),
        }
    }
}

/// Form above, list below.
#[component]
pub fn InvitesPage() -> impl IntoView {
    view! {
        <PageTitle title="Invitations" />
        <Permitted needed=Permission::InviteMembers>
            <Whole />
        </Permitted>
    }
}

#[component]
fn Whole() -> impl IntoView {
    let (page, acts) = (kit::asked_page(), InviteActs::new());
    let fresh = RwSignal::new(None);
    tell(acts, fresh);
    let invites = Resource::new_blocking(
        move || (page.get(), acts.all.done()),
        |(page, _)| list_invites(MemberInviteQuery { page }),
    );
    view! {
        <Page>
            <PageHeader
                title="Invitations"
                description="Each is for one address, works once, and holds a seat as long as it is open."
            />
            <Sections here=Section::Invites />
            <Notice text=kit::done(DONE) passing=true />
            <FreshLink fresh />
            <Load
                resource=invites
                fallback=|| view! { <TableSkeleton rows=4 columns=4 /> }
                view=move |list| view! { <Invites list acts /> }.into_any()
            />
        </Page>
    }
}

/// Keeps a new link to show it once, and reports other successes.
fn tell(acts: InviteActs, fresh: RwSignal<Option<NewInviteLink>>) {
    let toasts = use_toasts();
    let show = move |made: &NewInviteLink| {
        fresh.set(made.link.is_some().then(|| made.clone()));
        if made.link.is_none() {
            toasts.show(Toast::success(format!("A mail to {} is on its way.", made.email)));
        }
    };
    kit::outcome(acts.invite, show);
    kit::outcome(acts.resend, show);
    kit::outcome(acts.revoke, move |()| toasts.show(Toast::success("The invitation is taken back.")));
}

/// A link to hand over, shown only now: only its hash is stored.
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
fn Invites(list: MemberInviteList, acts: InviteActs) -> impl IntoView {
    let MemberInviteList { page: Rows { rows, place }, seats, tiers, roles } = list;
    let columns = vec![
        Column::new("Invited"),
        Column::new("As"),
        Column::new("State"),
        Column::new("Sent"),
        Column::new("Actions").hidden_label(),
    ];
    let is_empty = rows.is_empty();
    let strays = acts.all.strays(rows.iter().map(|invite| invite.id));
    let lines = rows
        .into_iter()
        .map(|invite| {
            let tier = tiers.of(invite.tier).to_owned();
            view! { <InviteRow invite tier acts /> }
        })
        .collect_view();
    view! {
        <InviteForm roles tiers=tiers.clone() action=acts.invite node_ref=acts.form full=!seats.are_left() />
        <SeatLine seats />
        <FieldErrorsSummary error=strays />
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
            {lines}
        </Table>
        <PageLinks place address=ListAddress::new(INVITES) />
    }
}

/// How many seats are used, and what to do when none is left.
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
