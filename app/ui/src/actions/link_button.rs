//! A link that looks like a button: for navigation, never for an act.

use leptos::prelude::*;
use tailwind_fuse::tw_join;

use super::button::BUTTON_BASE;
use super::{ButtonSize, ButtonVariant};
use crate::icons::{Icon, IconName};

/// An `<a>` styled as a button; the router handles it once the page is hydrated.
#[component]
pub fn LinkButton(
    #[prop(into)] href: String,
    #[prop(optional)] variant: ButtonVariant,
    #[prop(optional)] size: ButtonSize,
    #[prop(optional, into)] icon: Option<IconName>,
    /// Leaves the app: the router ignores it and the browser loads the page.
    #[prop(optional)]
    external: bool,
    /// Layout classes only.
    #[prop(into, optional)]
    class: String,
    children: Children,
) -> impl IntoView {
    view! {
        <a href=href class=tw_join!(BUTTON_BASE, variant, size, class) rel=external.then_some("external")>
            {icon.map(|name| view! { <Icon name class="size-4" /> })}
            <span class="min-w-0 truncate">{children()}</span>
        </a>
    }
}
