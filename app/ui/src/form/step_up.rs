//! The proof field of a form that asks for a proof only when the server requires one.

use domain::ASKS_FOR_PROOF;
use leptos::html::Input;
use leptos::prelude::*;

use super::ProofField;
use super::field::control_id;
use crate::feedback::Alert;

/// The name under which such forms send the proof, beside the form itself.
const NAME: &str = "step_up[proof]";

/// Used in every form whose act may require a proof. Once it is required, a muted note says so, and the field under it
/// is shown: the person has not made a mistake.
#[component]
pub fn StepUpField(
    #[prop(into)] asked: Signal<bool>,
    /// The error of a proof that was given.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// Needed when two forms of a page may ask. A [`super::FieldErrorsSummary`] links here as to any field of its
    /// prefix.
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
    // A page that is rendered with the field focuses it by its HTML; if the field appears later, it is focused now.
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
