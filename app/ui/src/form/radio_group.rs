//! One choice out of a few that need a line of explanation each.

use leptos::prelude::*;
use tailwind_fuse::tw_join;

/// One choice of a [`RadioGroup`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RadioOption {
    pub value: String,
    pub label: String,
    pub hint: Option<String>,
}

impl RadioOption {
    /// A choice without explanation.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: None }
    }

    /// Adds the line of explanation.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// A `<fieldset>` of radio cards; arrow keys move between them natively.
#[component]
pub fn RadioGroup(
    #[prop(into)] name: String,
    #[prop(into)] legend: String,
    options: Vec<RadioOption>,
    /// The option selected at first.
    #[prop(into, optional)]
    value: String,
    #[prop(into, optional)] error: Signal<Option<String>>,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] on_change: Option<Callback<String>>,
    /// Layout classes only.
    #[prop(into, optional)]
    class: String,
) -> impl IntoView {
    let entries = options
        .into_iter()
        .map(|option| {
            let (name, checked) = (name.clone(), option.value == value);
            view! { <RadioCard name option checked required on_change /> }
        })
        .collect_view();
    view! {
        <fieldset class=tw_join!("min-w-0", class)>
            <legend class="mb-1.5 text-[13px] font-medium text-ink">{legend}</legend>
            <div class="flex flex-col gap-2">{entries}</div>
            {move || {
                error.get().map(|message| view! { <p class="mt-1.5 text-[13px] text-danger-ink">{message}</p> })
            }}
        </fieldset>
    }
}

#[component]
fn RadioCard(
    name: String,
    option: RadioOption,
    checked: bool,
    required: bool,
    on_change: Option<Callback<String>>,
) -> impl IntoView {
    let value = option.value.clone();
    view! {
        <label class="flex cursor-pointer items-start gap-3 rounded-lg border border-field bg-field px-3.5 py-2.5 text-sm shadow-xs transition-colors hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft">
            <input
                type="radio"
                name=name
                value=option.value
                checked=checked
                required=required
                class="check mt-0.5 rounded-full"
                on:change=move |_| {
                    if let Some(changed) = on_change {
                        changed.run(value.clone());
                    }
                }
            />
            <span class="flex min-w-0 flex-col gap-0.5">
                <span dir="auto" class="font-medium text-ink">
                    {option.label}
                </span>
                {option.hint.map(|hint| view! { <span class="text-[13px] text-muted">{hint}</span> })}
            </span>
        </label>
    }
}
