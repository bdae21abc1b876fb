//! The organisation's name, state and figures.

use domain::figures::{bytes, count, dollars, dollars_of_microcents};
use god_domain::OrganizationHead;
use leptos::prelude::*;
use ui::{Alert, AvatarSize, Breadcrumbs, Crumb, Tone};

use crate::parts::{ActButtons, Logo, StateBadge, Target, TierBadge};

/// Name, state and figures.
#[component]
pub(super) fn Head(head: OrganizationHead, base: String) -> impl IntoView {
    let crumbs = vec![Crumb::link("Organisations", "/god-dashboard"), Crumb::here(head.name.clone())];
    let owner = head.owner_email.clone().unwrap_or_else(|| "no owner".to_owned());
    let detail = format!("{} · {owner}", head.slug);
    view! {
        <header class="flex flex-col gap-4">
            <Breadcrumbs crumbs />
            <div class="flex flex-wrap items-center justify-between gap-4">
                <div class="flex min-w-0 items-center gap-4">
                    <Logo name=head.name.clone() picture=head.logo.clone() size=AvatarSize::Lg />
                    <div class="min-w-0">
                        <h1 class="flex flex-wrap items-center gap-2.5 text-[22px] leading-tight font-semibold tracking-tight text-ink">
                            <span dir="auto">{head.name.clone()}</span>
                            <StateBadge state=head.state />
                            <TierBadge tier=head.tier.clone() />
                        </h1>
                        <p dir="ltr" class="mt-1 truncate text-sm text-muted">
                            {detail}
                        </p>
                    </div>
                </div>
                <ActButtons target=Target::from(&head) base />
            </div>
            <Closed head=head.clone() />
        </header>
        <Facts head />
    }
}

/// Why it is closed, if it is.
#[component]
fn Closed(head: OrganizationHead) -> impl IntoView {
    let deleted = head.deleted.map(|at| {
        let title = format!("Deleted on {}", at.long);
        view! {
            <Alert tone=Tone::Danger title>
                "It can be restored for 30 days from then; after that everything in it is purged."
            </Alert>
        }
    });
    let suspended = head.suspended.map(|at| {
        let title = format!("Suspended since {}", at.long);
        let reason = head.suspended_reason.unwrap_or_else(|| "No reason was given.".to_owned());
        view! {
            <Alert tone=Tone::Warning title>
                <p dir="auto">{reason}</p>
            </Alert>
        }
    });
    view! {
        {deleted}
        {suspended}
    }
}

#[component]
fn Facts(head: OrganizationHead) -> impl IntoView {
    let active = head.last_activity.map_or_else(|| "Never".to_owned(), |at| at.short);
    let facts = [
        ("Members", count(head.members.into())),
        ("Monthly revenue", dollars(head.mrr_cents.into())),
        ("Messages, 30 days", count(head.messages)),
        ("AI cost, 30 days", dollars_of_microcents(head.cost_microcents)),
        ("Storage", bytes(head.storage_bytes)),
        ("Last active", active),
        ("Created", head.created.short),
    ];
    let facts = facts.map(|(name, value)| {
        view! {
            <div class="min-w-0 bg-surface px-4 py-3 max-lg:last:col-span-2">
                <dt class="text-xs text-muted">{name}</dt>
                <dd class="mt-0.5 text-[15px] font-semibold text-ink tabular-nums">{value}</dd>
            </div>
        }
    });
    view! {
        <dl class="grid grid-cols-2 gap-px overflow-hidden rounded-xl border border-line bg-line shadow-xs sm:grid-cols-4 lg:grid-cols-7">
            {facts.collect_view()}
        </dl>
    }
}
