//! The state of an invitation, as a badge.

use domain::invites::InviteState;
use leptos::prelude::*;
use ui::{Badge, Tone};

#[component]
pub(super) fn InviteBadge(state: InviteState) -> impl IntoView {
    let tone = match state {
        InviteState::Sent | InviteState::Opened => Tone::Info,
        InviteState::Accepted => Tone::Success,
        InviteState::Expired => Tone::Warning,
        InviteState::Bounced => Tone::Danger,
        InviteState::Revoked => Tone::Neutral,
    };
    view! {
        <Badge tone dot=true>
            {state.label()}
        </Badge>
    }
}
