//! A page that not everybody may see.

use domain::Permission;
use leptos::prelude::*;
use ui::{ErrorKind, ErrorPage};

/// The page, or the refusal in its place; what it loads is only asked for by people who may see it.
#[component]
pub(crate) fn Permitted(needed: Permission, children: Children) -> impl IntoView {
    if kit::may_open(needed) { children() } else { view! { <ErrorPage kind=ErrorKind::Forbidden /> }.into_any() }
}
