//! A multi-line text field that grows with its content.

use leptos::html::Textarea;
use leptos::prelude::*;
use tailwind_fuse::tw_join;

use super::{CONTROL, ControlIds, textarea_html};

/// The minimum height of a field that grows with its content: `field-sizing` alone ignores the number of rows.
const fn least_height(rows: u32) -> &'static str {
    match rows {
        0..=1 => "",
        2 => "min-h-[calc(2lh+1.125rem)]",
        3 => "min-h-[calc(3lh+1.125rem)]",
        4 => "min-h-[calc(4lh+1.125rem)]",
        5 => "min-h-[calc(5lh+1.125rem)]",
        6 => "min-h-[calc(6lh+1.125rem)]",
        _ => "min-h-[calc(8lh+1.125rem)]",
    }
}

/// A native `<textarea>`: grows up to 24 lines by `field-sizing`; where that is unsupported it can be dragged taller.
#[component]
pub fn TextArea(
    /// Taken from the surrounding [`super::Field`] by default.
    #[prop(into, optional)]
    name: Option<String>,
    #[prop(into, optional)] value: String,
    #[prop(into, optional)] placeholder: Option<String>,
    /// Spoken name where there is no [`super::Field`].
    #[prop(into, optional)]
    label: Option<String>,
    #[prop(default = 3)] rows: u32,
    #[prop(optional)] required: bool,
    #[prop(into, optional)] disabled: Signal<bool>,
    #[prop(into, optional)] max_length: Option<u32>,
    /// For code and sheets: a monospaced font, left to right.
    #[prop(optional)]
    monospace: bool,
    #[prop(optional, into)] on_input: Option<Callback<String>>,
    #[prop(optional)] node_ref: NodeRef<Textarea>,
    /// Layout classes only.
    #[prop(into, optional)]
    class: String,
) -> impl IntoView {
    let control = ControlIds::resolve(name, required);
    let (invalid, described_by) = (control.invalid(), control.described_by());
    view! {
        <textarea
            id=control.id
            dir=if monospace { "ltr" } else { "auto" }
            name=control.name
            placeholder=placeholder
            aria-label=label
            rows=rows.to_string()
            aria-invalid=move || invalid.get()
            aria-describedby=move || described_by.get()
            required=control.required
            disabled=move || disabled.get()
            maxlength=max_length.map(|n| n.to_string())
            class=tw_join!(
                CONTROL,
                "field-grow max-h-[34rem] px-3 py-2 leading-relaxed",
                least_height(rows),
                monospace.then_some("font-mono text-[13px]"),
                class
            )
            node_ref=node_ref
            on:input=move |event| {
                if let Some(changed) = on_input {
                    changed.run(event_target_value(&event));
                }
            }
            inner_html=textarea_html(&value)
        ></textarea>
    }
}
