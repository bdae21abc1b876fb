//! The field that asks people for a proof of identity before a dangerous act.

use leptos::html::Input;
use leptos::prelude::*;

use super::field::control_id;
use super::{Field, PasswordInput};

/// The name under which forms send the proof.
const NAME: &str = "form[proof]";

/// Accepts a password or a current code of an authenticator app, sent as `form[proof]`.
#[component]
pub fn ProofField(
    #[prop(into)] error: Signal<Option<String>>,
    /// The name that the form sends it under.
    #[prop(default = NAME)]
    name: &'static str,
    /// Needed when two forms of a page ask for a proof.
    #[prop(into, optional)]
    id: Option<String>,
    #[prop(optional)] autofocus: bool,
    #[prop(optional)] node_ref: NodeRef<Input>,
    /// Layout classes only.
    #[prop(into, optional)]
    class: String,
) -> impl IntoView {
    view! {
        <Field
            name
            id=id.unwrap_or_else(|| control_id(NAME))
            label="Confirm it is you"
            hint="Your password, or a fresh code of your app."
            required=true
            error
            class
        >
            <PasswordInput autocomplete="current-password" autofocus node_ref />
        </Field>
    }
}
