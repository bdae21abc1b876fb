//! The one button of the design system, and the variants that every other pressable element uses.

use leptos::prelude::*;
use tailwind_fuse::{AsTailwindClass, TwVariant, tw_join};

use crate::feedback::Spinner;
use crate::icons::{Icon, IconName};

pub(crate) const BUTTON_BASE: &str = "inline-flex max-w-full shrink-0 cursor-pointer items-center justify-center font-medium whitespace-nowrap select-none \
     transition-[background-color,border-color,color,box-shadow] duration-150 focus-ring \
     disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55";

/// How much weight a button carries; one `Primary` per view is enough.
#[derive(TwVariant, Debug, PartialEq, Eq)]
pub enum ButtonVariant {
    #[tw(class = "bg-accent text-accent-contrast shadow-button hover:bg-accent-hover active:bg-accent-active")]
    Primary,
    #[tw(default, class = "border border-field bg-surface text-ink shadow-xs hover:bg-hover active:bg-active")]
    Secondary,
    #[tw(class = "text-muted hover:bg-hover hover:text-ink active:bg-active")]
    Ghost,
    #[tw(class = "bg-danger text-danger-contrast shadow-button hover:bg-danger-hover active:bg-danger-hover")]
    Danger,
}

/// Height and type size of a button; `Lg` is for forms that stand alone, such as sign-in.
#[derive(TwVariant, Debug, PartialEq, Eq)]
pub enum ButtonSize {
    #[tw(class = "h-8 gap-1.5 rounded-md px-2.5 text-[13px]")]
    Sm,
    #[tw(default, class = "h-9 gap-2 rounded-lg px-3.5 text-sm")]
    Md,
    #[tw(class = "h-10 gap-2 rounded-lg px-4 text-sm")]
    Lg,
}

/// A native `<button>`: `submit=true` sends its form, `opens="dialog-id"` shows that dialog even without JavaScript.
#[component]
pub fn Button(
    #[prop(optional)] variant: ButtonVariant,
    #[prop(optional)] size: ButtonSize,
    #[prop(optional)] submit: bool,
    /// Shows a spinner and ignores presses; the label stays, so that the width does not jump.
    #[prop(into, optional)]
    loading: Signal<bool>,
    #[prop(into, optional)] disabled: Signal<bool>,
    #[prop(optional, into)] icon: Option<IconName>,
    /// Id of a [`crate::Dialog`] to show as modal.
    #[prop(into, optional)]
    opens: Option<String>,
    /// Id of a dialog to close.
    #[prop(into, optional)]
    closes: Option<String>,
    #[prop(into, optional)] name: Option<String>,
    #[prop(into, optional)] value: Option<String>,
    #[prop(into, optional)] form: Option<String>,
    #[prop(optional, into)] on_press: Option<Callback<()>>,
    /// Layout classes only.
    #[prop(into, optional)]
    class: String,
    children: Children,
) -> impl IntoView {
    let command = opens.as_ref().map(|_| "show-modal").or(closes.as_ref().map(|_| "close"));
    let target = opens.or(closes);
    let blocked = move || loading.get() || disabled.get();
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            class=tw_join!(BUTTON_BASE, variant, size, class)
            disabled=blocked
            aria-busy=move || loading.get().then_some("true")
            command=command
            commandfor=target
            name=name
            value=value
            form=form
            on:click=move |_| {
                if let Some(press) = on_press {
                    press.run(());
                }
            }
        >
            {move || {
                if loading.get() {
                    Some(view! { <Spinner /> }.into_any())
                } else {
                    icon.map(|name| view! { <Icon name class="size-4" /> }.into_any())
                }
            }}
            <span class="min-w-0 truncate">{children()}</span>
        </button>
    }
}
