//! The field for a proof in a form that asks for one only when it is wanted.

use domain::ASKS_FOR_PROOF;
use leptos::html::Input;
use leptos::prelude::*;

use super::ProofField;
use super::field::control_id;
use crate::feedback::Alert;

/// The name under which such forms send the proof, beside the form itself.
const NAME: &str = "step_up[proof]";

/// Stands in every form whose act may want a proof. Once it is wanted, a quiet note says so, and the field under it waits
/// for the proof: nothing was done wrong.
#[component]
pub fn StepUpField(
    #[prop(into)] asked: Signal<bool>,
    /// What was wrong with a proof that was given.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// Needed when two forms of a page may ask. A [`super::FieldErrorsSummary`] leads here as to any field of its prefix.
    #[prop(into, default = control_id("form[proof]"))]
    id: String,
) -> impl IntoView {
    let id = StoredValue::new(id);
    view! {
        <div aria-live="polite" class="flex flex-col gap-4 empty:hidden">
            <Show when=move || asked.get()>
                <Asked error id=id.get_value() />
            </Show>
        </div>
    }
}

#[component]
fn Asked(error: Signal<Option<String>>, id: String) -> impl IntoView {
    let field = NodeRef::<Input>::new();
    // A page that comes with the field has it in its HTML to go there; one that asks later goes there now.
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            let _stays = field.focus();
        }
    });
    view! {
        <Alert title=ASKS_FOR_PROOF />
        <ProofField name=NAME id error autofocus=true node_ref=field />
    }
}
