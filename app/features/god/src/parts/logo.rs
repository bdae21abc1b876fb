//! An organisation's picture in the operator's lists.

use leptos::prelude::*;
use ui::{Avatar, AvatarSize};

/// The initials of its name on a colour of its own. Decorative: the name stands beside it.
#[component]
pub(crate) fn Logo(#[prop(into)] name: String, #[prop(optional)] size: AvatarSize) -> impl IntoView {
    view! { <Avatar name size square=true /> }
}
