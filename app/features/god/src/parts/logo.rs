//! An organisation's picture in the operator's lists.

use leptos::prelude::*;
use ui::{Avatar, AvatarSize};

/// Its logo, or the initials of its name on a colour of its own. Decorative: the name is beside it.
#[component]
pub(crate) fn Logo(
    #[prop(into)] name: String,
    /// The logo's address, if there is a logo.
    picture: Option<String>,
    #[prop(optional)] size: AvatarSize,
) -> impl IntoView {
    view! { <Avatar name picture size square=true /> }
}
