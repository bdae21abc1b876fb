//! Recent activity of the account, so that people notice acts that are not theirs.

use domain::AppResult;
use domain::accounts::ActivityRow;
use leptos::prelude::*;
use ui::{FormSection, ListSkeleton, Load, Time};

use crate::api::list_activity;

/// The list, shared with the sections whose forms add to it.
#[derive(Clone, Copy)]
pub struct Activity(Resource<AppResult<Vec<ActivityRow>>>);

impl Activity {
    /// Creates the list; called once, at the top of the page.
    pub fn provide() -> Self {
        let activity = Self(Resource::new_blocking(|| (), |()| list_activity()));
        provide_context(activity);
        activity
    }

    /// Reloads it after something was added.
    pub fn read_again(self) {
        self.0.refetch();
    }
}

/// The newest entries first.
#[component]
pub fn ActivitySection(activity: Activity) -> impl IntoView {
    view! {
        <FormSection
            title="Recent activity"
            description="Changes to how you sign in. If one was not yours, change your password and sign out every device."
        >
            <Load resource=activity.0 fallback=|| view! { <ListSkeleton rows=3 /> } view=entries />
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
