//! A one-line text field.

use leptos::html::Input;
use leptos::prelude::*;
use tailwind_fuse::tw_join;

use super::{CONTROL, ControlIds};
use crate::icons::{Icon, IconName};

/// The type, which selects the keyboard and the browser's built-in check.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum InputKind {
    #[default]
    Text,
    Email,
    Number,
    Search,
    Tel,
    Url,
    Date,
    Time,
}

impl InputKind {
    const fn as_type(self) -> &'static str {
        match self {
            // The browser's own check accepts neither names around an address nor other writing systems, and its
            // messages are not ours.
            Self::Text | Self::Email => "text",
            Self::Number => "number",
            Self::Search => "search",
            Self::Tel => "tel",
            Self::Url => "url",
            Self::Date => "date",
            Self::Time => "time",
        }
    }

    /// Text that people write runs in the direction of its letters; addresses and numbers always run left to right.
    const fn direction(self) -> Option<&'static str> {
        match self {
            Self::Text | Self::Search => Some("auto"),
            Self::Email | Self::Number | Self::Tel | Self::Url => Some("ltr"),
            Self::Date | Self::Time => None,
        }
    }

    /// The keyboard on a phone, where the type does not determine it.
    const fn keyboard(self) -> Option<&'static str> {
        match self {
            Self::Email => Some("email"),
            _ => None,
        }
    }
}

/// A native `<input>`; `value` is only its initial content.
#[component]
pub fn TextInput(
    #[prop(optional)] kind: InputKind,
    /// Taken from the surrounding [`super::Field`] by default.
    #[prop(into, optional)]
    name: Option<String>,
    #[prop(into, optional)] value: String,
    #[prop(into, optional)] placeholder: Option<String>,
    #[prop(into, optional)] autocomplete: Option<String>,
    /// Spoken name where there is no [`super::Field`].
    #[prop(into, optional)]
    label: Option<String>,
    #[prop(optional, into)] icon: Option<IconName>,
    #[prop(optional)] required: bool,
    #[prop(optional)] autofocus: bool,
    #[prop(optional)] readonly: bool,
    #[prop(into, optional)] disabled: Signal<bool>,
    #[prop(into, optional)] max_length: Option<u32>,
    #[prop(into, optional)] pattern: Option<String>,
    #[prop(into, optional)] min: Option<String>,
    #[prop(into, optional)] max: Option<String>,
    #[prop(into, optional)] step: Option<String>,
    /// Called with each change while typing.
    #[prop(optional, into)]
    on_input: Option<Callback<String>>,
    #[prop(optional)] node_ref: NodeRef<Input>,
    /// Layout classes only.
    #[prop(into, optional)]
    class: String,
) -> impl IntoView {
    let control = ControlIds::resolve(name, required);
    let (invalid, described_by) = (control.invalid(), control.described_by());
    let padding = if icon.is_some() { "h-9 px-9" } else { "h-9 px-3" };
    let input = view! {
        <input
            type=kind.as_type()
            dir=kind.direction()
            inputmode=kind.keyboard()
            autocapitalize=kind.keyboard().map(|_| "none")
            spellcheck=kind.keyboard().map(|_| "false")
            id=control.id
            name=control.name
            value=value
            placeholder=placeholder
            autocomplete=autocomplete
            aria-label=label
            aria-invalid=move || invalid.get()
            aria-describedby=move || described_by.get()
            required=control.required
            autofocus=autofocus
            readonly=readonly
            disabled=move || disabled.get()
            maxlength=max_length.map(|n| n.to_string())
            pattern=pattern
            min=min
            max=max
            step=step
            class=tw_join!(CONTROL, padding, if icon.is_none() { class.as_str() } else { "" })
            node_ref=node_ref
            on:input=move |event| {
                if let Some(changed) = on_input {
                    changed.run(event_target_value(&event));
                }
            }
        />
    };
    match icon {
        None => input.into_any(),
        Some(name) => view! {
            <div class=tw_join!("relative", class)>
                <Icon name class="pointer-events-none absolute top-1/2 start-3 size-4 -translate-y-1/2 text-faint" />
                {input}
            </div>
        }
        .into_any(),
    }
}
