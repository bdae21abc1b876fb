//! Square buttons and links that show only an icon, and always have a spoken label.

use leptos::prelude::*;
use tailwind_fuse::tw_join;

use super::ButtonVariant;
use super::button::BUTTON_BASE;
use crate::icons::{Icon, IconName};

const SQUARE: &str = "size-9 rounded-lg p-0";

/// A button that is only an icon; `label` is its accessible name and its tooltip.
#[component]
pub fn IconButton(
    #[prop(into)] icon: IconName,
    #[prop(into)] label: String,
    #[prop(default = ButtonVariant::Ghost)] variant: ButtonVariant,
    #[prop(optional)] submit: bool,
    #[prop(into, optional)] disabled: Signal<bool>,
    /// Id of a [`crate::Dialog`] to show as modal.
    #[prop(into, optional)]
    opens: Option<String>,
    /// Id of a popover ([`crate::Menu`], drawer) to toggle.
    #[prop(into, optional)]
    toggles: Option<String>,
    #[prop(into, optional)] name: Option<String>,
    #[prop(into, optional)] value: Option<String>,
    #[prop(optional, into)] on_press: Option<Callback<()>>,
    /// Layout classes only.
    #[prop(into, optional)]
    class: String,
) -> impl IntoView {
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            class=tw_join!(BUTTON_BASE, variant, SQUARE, class)
            aria-label=label.clone()
            title=label
            disabled=move || disabled.get()
            command=opens.as_ref().map(|_| "show-modal")
            commandfor=opens
            popovertarget=toggles
            name=name
            value=value
            on:click=move |_| {
                if let Some(press) = on_press {
                    press.run(());
                }
            }
        >
            <Icon name=icon />
        </button>
    }
}

/// A link that is only an icon; `label` is its accessible name and its tooltip.
#[component]
pub fn IconLink(
    #[prop(into)] href: String,
    #[prop(into)] icon: IconName,
    #[prop(into)] label: String,
    #[prop(default = ButtonVariant::Ghost)] variant: ButtonVariant,
    /// Layout classes only.
    #[prop(into, optional)]
    class: String,
) -> impl IntoView {
    view! {
        <a href=href class=tw_join!(BUTTON_BASE, variant, SQUARE, class) aria-label=label.clone() title=label>
            <Icon name=icon />
        </a>
    }
}
