//! Recovery codes, which can be seen only once.

use domain::accounts::RecoveryCodes;
use leptos::prelude::*;
use ui::{Alert, Card, CopyButton, Tone};

/// The codes in two columns, with a button to copy them.
#[component]
pub(super) fn FreshCodes(codes: RecoveryCodes) -> impl IntoView {
    let all = codes.0.join("\n");
    let items =
        codes.0.into_iter().map(|code| view! { <li class="font-mono text-sm whitespace-nowrap text-ink">{code}</li> });
    view! {
        <Card title="Your recovery codes">
            <Alert tone=Tone::Warning title="Keep these now: they are not shown again" class="mb-5">
                "Each works once in place of the app, for the day your phone is lost. Print them, or put them into your password manager."
            </Alert>
            <ul class="grid grid-cols-1 gap-x-8 gap-y-2 sm:grid-cols-2" data-recovery-codes="">
                {items.collect_view()}
            </ul>
            <CopyButton text=all label="Copy all" class="mt-5" />
        </Card>
    }
}
