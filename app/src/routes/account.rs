//! `/account`, to which two areas contribute.

use account::AccountPage;
use leptos::prelude::*;
use organization::DeletedOrganizations;

/// The person's account, with the organisations that they can restore.
#[component]
pub(super) fn OwnAccountPage() -> impl IntoView {
    view! { <AccountPage organizations=|| view! { <DeletedOrganizations /> } /> }
}
