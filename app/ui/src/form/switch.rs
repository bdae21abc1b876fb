//! A yes/no choice that is a state: on or off.

use leptos::prelude::*;
use tailwind_fuse::tw_join;

/// A checkbox that looks like a switch and is announced as one, with its label before it.
#[component]
pub fn Switch(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(into, optional)] hint: Option<String>,
    #[prop(optional)] checked: bool,
    #[prop(into, optional)] disabled: Signal<bool>,
    #[prop(optional, into)] on_change: Option<Callback<bool>>,
    /// Layout classes only.
    #[prop(into, optional)]
    class: String,
) -> impl IntoView {
    view! {
        <label class=tw_join!(
            "flex cursor-pointer items-center justify-between gap-6 text-sm has-disabled:cursor-not-allowed has-disabled:opacity-60", class
        )>
            <span class="flex min-w-0 flex-col gap-0.5">
                <span class="font-medium text-ink">{label}</span>
                {hint.map(|hint| view! { <span class="text-[13px] text-muted">{hint}</span> })}
            </span>
            <input
                type="checkbox"
                role="switch"
                name=name
                value="true"
                checked=checked
                disabled=move || disabled.get()
                class="switch"
                on:change=move |event| {
                    if let Some(changed) = on_change {
                        changed.run(event_target_checked(&event));
                    }
                }
            />
        </label>
    }
}
