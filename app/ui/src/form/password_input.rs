//! A password with a show/hide button that appears once scripts run.

use leptos::html::Input;
use leptos::prelude::*;
use tailwind_fuse::tw_join;

use super::{CONTROL, ControlIds};
use crate::icons::{Icon, IconName};

/// A password field; `autocomplete` must be `current-password` or `new-password` for password managers.
#[component]
pub fn PasswordInput(
    /// Taken from the surrounding [`super::Field`] by default.
    #[prop(into, optional)]
    name: Option<String>,
    #[prop(into, default = "current-password".to_owned())] autocomplete: String,
    #[prop(optional)] required: bool,
    #[prop(optional)] autofocus: bool,
    #[prop(into, optional)] min_length: Option<u32>,
    #[prop(optional, into)] on_input: Option<Callback<String>>,
    #[prop(optional)] node_ref: NodeRef<Input>,
    /// Layout classes only.
    #[prop(into, optional)]
    class: String,
) -> impl IntoView {
    let control = ControlIds::resolve(name, required);
    let (invalid, described_by) = (control.invalid(), control.described_by());
    let shown = RwSignal::new(false);
    let usable = RwSignal::new(false);
    Effect::new(move |_| usable.set(true));
    let label = move || if shown.get() { "Hide password" } else { "Show password" };
    view! {
        <div class=tw_join!("relative", class)>
            <input
                type=move || if shown.get() { "text" } else { "password" }
                id=control.id.clone()
                dir="ltr"
                name=control.name
                autocomplete=autocomplete
                aria-invalid=move || invalid.get()
                aria-describedby=move || described_by.get()
                required=control.required
                autofocus=autofocus
                minlength=min_length.map(|n| n.to_string())
                autocapitalize="none"
                spellcheck="false"
                class=tw_join!(CONTROL, "h-9 pe-10 ps-3")
                node_ref=node_ref
                on:input=move |event| {
                    if let Some(changed) = on_input {
                        changed.run(event_target_value(&event));
                    }
                }
            />
            <button
                type="button"
                class="absolute inset-y-0 end-0 flex w-9 cursor-pointer items-center justify-center rounded-e-lg text-faint hover:text-ink focus-ring"
                aria-label=label
                title=label
                aria-controls=control.id
                hidden=move || !usable.get()
                on:click=move |_| shown.update(|shown| *shown = !*shown)
            >
                {move || {
                    let name = if shown.get() { IconName::EyeOff } else { IconName::Eye };
                    view! { <Icon name class="size-4" /> }
                }}
            </button>
        </div>
    }
}
