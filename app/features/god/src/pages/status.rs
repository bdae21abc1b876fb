//! The delivery state of a mail, as a badge.

use god_domain::mails::MailStatus;
use leptos::prelude::*;
use ui::{Badge, Tone};

#[component]
pub(crate) fn StatusBadge(status: MailStatus) -> impl IntoView {
    let (tone, label) = match status {
        MailStatus::Queued => (Tone::Warning, "Waiting"),
        MailStatus::Sending => (Tone::Info, "Sending"),
        MailStatus::Sent => (Tone::Success, "Sent"),
        MailStatus::Failed => (Tone::Danger, "Failed"),
        MailStatus::Kept => (Tone::Neutral, "Kept here"),
    };
    view! {
        <Badge tone dot=true>
            {label}
        </Badge>
    }
}
