//! A colour as text, with the browser's own picker beside it.

use domain::organizations::accent;
use leptos::ev::Event;
use leptos::html::Input;
use leptos::prelude::*;

use super::TextInput;

/// The field with the hex value, which is what the form sends, and a swatch that shows the value and chooses another.
/// Without a script the swatch is left out.
#[component]
pub fn ColourInput(
    #[prop(into)] value: String,
    /// Spoken name of the swatch.
    #[prop(into, default = "Choose from a palette".to_owned())]
    swatch: String,
) -> impl IntoView {
    let field = NodeRef::<Input>::new();
    // Of text that is no colour yet, the swatch keeps the last one: browsers complain of anything else.
    let shown = RwSignal::new(accent(&value).unwrap_or_else(|_| "#000000".to_owned()));
    let typed = Callback::new(move |text: String| {
        if let Ok(colour) = accent(&text) {
            shown.set(colour);
        }
    });
    let choose = move |event: Event| {
        let colour = event_target_value(&event);
        if let Some(field) = field.get_untracked() {
            field.set_value(&colour);
        }
        shown.set(colour);
    };
    view! {
        <div class="flex items-center gap-2">
            <input
                type="color"
                aria-label=swatch
                value=shown.get_untracked()
                prop:value=move || shown.get()
                class="size-9 shrink-0 cursor-pointer rounded-lg border border-field bg-field p-1 shadow-xs focus-ring noscript:hidden disabled:cursor-not-allowed disabled:opacity-55"
                on:input=choose
            />
            <TextInput value max_length=7_u32 autocomplete="off" class="max-w-40" on_input=typed node_ref=field />
        </div>
    }
}
