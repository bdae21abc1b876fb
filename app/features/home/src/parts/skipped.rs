//! The way back to steps that were skipped.

use leptos::form::ActionForm;
use leptos::html::H2;
use leptos::prelude::*;
use ui::{Button, ButtonSize, ButtonVariant, FieldErrorsSummary};

use crate::acts::HomeActs;

/// Shows every skipped step again.
#[component]
pub fn ShowSkipped(acts: HomeActs) -> impl IntoView {
    view! {
        <FieldErrorsSummary error=kit::form_error(acts.unskip) />
        <ActionForm action=acts.unskip>
            <Button
                submit=true
                variant=ButtonVariant::Ghost
                size=ButtonSize::Sm
                loading=acts.unskip.pending()
                disabled=acts.is_busy()
            >
                "Show the skipped steps again"
            </Button>
        </ActionForm>
    }
}

/// Stands in the list's place once all that was open in it is skipped.
#[component]
pub fn AllSkipped(acts: HomeActs) -> impl IntoView {
    let heading = NodeRef::<H2>::new();
    acts.focus_after(heading);
    view! {
        <section class="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h2 tabindex="-1" class="rounded-sm text-[13px] text-muted focus-ring" node_ref=heading>
                "What was left to set up is skipped."
            </h2>
            <ShowSkipped acts />
        </section>
    }
}
