//! Copies a text to the clipboard and says so. Without JavaScript it is hidden, because it cannot work.

use std::time::Duration;

use leptos::prelude::*;
use tailwind_fuse::tw_join;

use super::ButtonVariant;
use super::button::BUTTON_BASE;
use crate::icons::{Icon, IconName};

const SAID_FOR: Duration = Duration::from_secs(2);

/// A small button that copies `text`; its label changes to "Copied" for two seconds.
#[component]
pub fn CopyButton(
    #[prop(into)] text: Signal<String>,
    #[prop(into, default = "Copy".to_owned())] label: String,
    /// Layout classes only.
    #[prop(into, optional)]
    class: String,
) -> impl IntoView {
    let copied = RwSignal::new(false);
    let usable = RwSignal::new(false);
    Effect::new(move |_| usable.set(true));
    let copy = move |_| {
        let clipboard = window().navigator().clipboard();
        let _written = clipboard.write_text(&text.get_untracked());
        copied.set(true);
        set_timeout(
            move || {
                copied.try_set(false);
            },
            SAID_FOR,
        );
    };
    let idle_label = label;
    view! {
        <button
            type="button"
            class=tw_join!(BUTTON_BASE, ButtonVariant::Ghost, "h-7 gap-1.5 rounded-md px-2 text-xs", class)
            hidden=move || !usable.get()
            on:click=copy
        >
            {move || {
                let name = if copied.get() { IconName::Check } else { IconName::Copy };
                view! { <Icon name class="size-3.5" /> }
            }}
            <span aria-live="polite">
                {move || if copied.get() { "Copied".to_owned() } else { idle_label.clone() }}
            </span>
        </button>
    }
}
