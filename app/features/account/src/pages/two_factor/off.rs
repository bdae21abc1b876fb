//! While the second factor is off: an explanation, and the form that starts the set-up.

use leptos::form::ActionForm;
use leptos::prelude::*;
use ui::{Alert, Button, ButtonVariant, Card, Field, PasswordInput, Tone};

use super::Steps;
use crate::parts::FormAlert;

/// Asks for the password and creates a secret.
#[component]
pub(super) fn BeginForm(has_password: bool, steps: Steps) -> impl IntoView {
    let action = steps.begin;
    let without = (!has_password).then(|| {
        view! {
            <Alert tone=Tone::Info title="You have no password yet">
                "Changes here ask for one. Sign out and use “Forgot password?” to choose it."
            </Alert>
        }
    });
    view! {
        <Card title="Set up an authenticator app">
            <p class="mb-5 text-sm text-muted">
                "You need an app such as Aegis, Google Authenticator, 1Password or Bitwarden on your phone. You scan a picture with it and enter the code that it shows."
            </p>
            {without}
            <FormAlert error=kit::form_error(action) />
            <ActionForm action attr:class="flex flex-col items-start gap-5">
                <Field
                    name="form[proof]"
                    label="Your password"
                    required=true
                    error=kit::field_error(action, "proof")
                    class="w-full max-w-sm"
                >
                    <PasswordInput autocomplete="current-password" />
                </Field>
                <Button submit=true variant=ButtonVariant::Primary loading=action.pending()>
                    "Set up"
                </Button>
            </ActionForm>
        </Card>
    }
}
