//! What happened to the account of late, so that its person notices what they did not do.

use domain::accounts::ActivityRow;
use leptos::prelude::*;
use ui::{FormSection, ListSkeleton, Load, Time};

use crate::api::list_activity;

/// The newest entries first.
#[component]
pub fn ActivitySection() -> impl IntoView {
    let activity = Resource::new_blocking(|| (), |()| list_activity());
    view! {
        <FormSection
            title="Recent activity"
            description="Changes to how you sign in. If one was not yours, change your password and sign out every device."
        >
            <Load resource=activity fallback=|| view! { <ListSkeleton rows=3 /> } view=entries />
        </FormSection>
    }
}

fn entries(rows: Vec<ActivityRow>) -> AnyView {
    if rows.is_empty() {
        return view! { <p class="text-sm text-muted">"Nothing has changed since your account was made."</p> }
            .into_any();
    }
    let rows = rows
        .into_iter()
        .map(|ActivityRow { what, at, address }| {
            view! {
                <li class="px-4 py-3">
                    <p class="text-sm font-medium text-ink">{what}</p>
                    <p class="mt-0.5 text-[13px] break-words text-muted">
                        <Time moment=at /> {address.map(|address| format!(" from {address}"))}
                    </p>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="divide-y divide-line rounded-xl border border-line bg-surface">{rows}</ul> }.into_any()
}
