//! The notice after a sign-up whose address must be confirmed.

use leptos::prelude::*;
use ui::{Alert, Tone};

use super::ResendForm;

/// Says that a mail is on its way, and offers to send another one.
#[component]
pub fn Mailed() -> impl IntoView {
    view! {
        <Alert tone=Tone::Success title="Look into your mailbox">
            "We have sent you a mail. Its link works for one hour; open it to finish."
        </Alert>
        <ResendForm />
    }
}
