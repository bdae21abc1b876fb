//! An organisation's state and plan, as badges.

use domain::organizations::OrganizationState;
use god_domain::TierChoice;
use leptos::prelude::*;
use ui::{Badge, Tone};

/// Live, suspended or deleted.
#[component]
pub(crate) fn StateBadge(state: OrganizationState) -> impl IntoView {
    let tone = match state {
        OrganizationState::Live => Tone::Success,
        OrganizationState::Suspended => Tone::Warning,
        OrganizationState::Deleted => Tone::Danger,
    };
    view! {
        <Badge tone dot=true>
            {state.label()}
        </Badge>
    }
}

/// The plan's name; the free plan has a muted badge.
#[component]
pub(crate) fn TierBadge(tier: TierChoice) -> impl IntoView {
    let tone = if tier.key == "free" { Tone::Neutral } else { Tone::Info };
    view! { <Badge tone>{tier.name}</Badge> }
}
