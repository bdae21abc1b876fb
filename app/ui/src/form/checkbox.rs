//! A yes/no choice that takes effect when the form is sent.

use leptos::prelude::*;
use tailwind_fuse::tw_join;

use super::ControlIds;

/// A native checkbox with its label beside it; stands alone, without a [`super::Field`].
#[component]
pub fn Checkbox(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(into, optional)] hint: Option<String>,
    /// What the form sends when ticked.
    #[prop(into, default = "true".to_owned())]
    value: String,
    #[prop(optional)] checked: bool,
    #[prop(optional)] required: bool,
    #[prop(into, optional)] disabled: Signal<bool>,
    #[prop(optional, into)] on_change: Option<Callback<bool>>,
    /// Layout classes only.
    #[prop(into, optional)]
    class: String,
) -> impl IntoView {
    let control = ControlIds::resolve(Some(name), required);
    let (invalid, described_by) = (control.invalid(), control.described_by());
    view! {
        <label class=tw_join!(
            "flex cursor-pointer items-start gap-2.5 text-sm has-disabled:cursor-not-allowed has-disabled:opacity-60", class
        )>
            <input
                type="checkbox"
                name=control.name
                value=value
                checked=checked
                required=control.required
                disabled=move || disabled.get()
                aria-invalid=move || invalid.get()
                aria-describedby=move || described_by.get()
                class="check mt-0.5 rounded-[5px]"
                on:change=move |event| {
                    if let Some(changed) = on_change {
                        changed.run(event_target_checked(&event));
                    }
                }
            />
            <span class="flex min-w-0 flex-col gap-0.5">
                <span class="text-ink">{label}</span>
                {hint.map(|hint| view! { <span class="text-[13px] text-muted">{hint}</span> })}
            </span>
        </label>
    }
}
