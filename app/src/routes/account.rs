//! `/account`, which two areas have something to say on.

use account::AccountPage;
use leptos::prelude::*;
use organization::DeletedOrganizations;

/// The person's account, with the organisations that they can bring back.
#[component]
pub(super) fn OwnAccountPage() -> impl IntoView {
    view! { <AccountPage organizations=|| view! { <DeletedOrganizations /> } /> }
}
