//! One choice out of a short list, as a native `<select>`.

use leptos::prelude::*;
use tailwind_fuse::tw_join;

use super::{CONTROL, ControlIds};
use crate::icons::{Icon, IconName};

/// One entry of a [`Select`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelectOption {
    pub value: String,
    pub label: String,
}

impl SelectOption {
    /// The value that the form sends, and the text that people read.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

/// A native `<select>`; `value` is the option selected at first.
#[component]
pub fn Select(
    /// Taken from the surrounding [`super::Field`] by default.
    #[prop(into, optional)]
    name: Option<String>,
    options: Vec<SelectOption>,
    #[prop(into, optional)] value: String,
    /// Spoken name where there is no [`super::Field`].
    #[prop(into, optional)]
    label: Option<String>,
    #[prop(optional)] required: bool,
    #[prop(into, optional)] disabled: Signal<bool>,
    #[prop(optional, into)] on_change: Option<Callback<String>>,
    /// Layout classes only.
    #[prop(into, optional)]
    class: String,
) -> impl IntoView {
    let control = ControlIds::resolve(name, required);
    let (invalid, described_by) = (control.invalid(), control.described_by());
    let entries = options
        .into_iter()
        .map(|option| {
            let selected = option.value == value;
            view! {
                <option value=option.value selected=selected dir="auto">
                    {option.label}
                </option>
            }
        })
        .collect_view();
    view! {
        <div class=tw_join!("relative", class)>
            <select
                id=control.id
                name=control.name
                aria-label=label
                aria-invalid=move || invalid.get()
                aria-describedby=move || described_by.get()
                required=control.required
                disabled=move || disabled.get()
                class=tw_join!(CONTROL, "h-9 cursor-pointer appearance-none pe-9 ps-3")
                on:change=move |event| {
                    if let Some(changed) = on_change {
                        changed.run(event_target_value(&event));
                    }
                }
            >
                {entries}
            </select>
            <Icon
                name=IconName::ChevronsUpDown
                class="pointer-events-none absolute top-1/2 end-2.5 size-4 -translate-y-1/2 text-faint"
            />
        </div>
    }
}
