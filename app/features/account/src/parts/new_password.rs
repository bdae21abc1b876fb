//! The field for a new password.

use leptos::html::Input;
use leptos::prelude::*;
use ui::{Field, PasswordInput};

/// Asks for a new password and says what makes a good one.
#[component]
pub fn NewPasswordField(
    #[prop(default = "form[password]")] name: &'static str,
    #[prop(default = "Password")] label: &'static str,
    #[prop(into)] error: Signal<Option<String>>,
    #[prop(optional)] autofocus: bool,
    #[prop(optional)] node_ref: NodeRef<Input>,
) -> impl IntoView {
    view! {
        <Field name label hint="At least 8 characters. A few unrelated words make a good one." required=true error>
            <PasswordInput autocomplete="new-password" min_length=8_u32 autofocus node_ref />
        </Field>
    }
}
