//! Requests the confirmation mail of a sign-up again.

use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use ui::{Alert, Button, Field, InputKind, TextInput, Tone};

use super::FormAlert;
use crate::api::ResendVerification;

/// Folded until it is needed.
#[component]
pub fn ResendForm() -> impl IntoView {
    let action = ServerAction::<ResendVerification>::new();
    let failed = kit::form_error(action).get_untracked().is_some();
    let value = action.value();
    let sent = move || value.with(|value| matches!(value, Some(Ok(()))));
    view! {
        <details class="mt-6 border-t border-line pt-5 text-sm" open=failed>
            <summary class="cursor-pointer rounded-md text-muted hover:text-ink focus-ring">
                "No mail, or has its link expired?"
            </summary>
            <div class="mt-4">
                <FormAlert error=kit::form_error(action) />
                {move || {
                    sent()
                        .then(|| {
                            view! {
                                <Alert
                                    tone=Tone::Success
                                    class="mb-5"
                                    title="If a sign-up waits under this address, another mail is on its way."
                                />
                            }
                        })
                }}
                <ActionForm action attr:class="flex flex-col gap-4">
                    <Field
                        name="form[email]"
                        id="resend-email"
                        label="E-mail"
                        required=true
                        error=kit::field_error(action, "email")
                    >
                        <TextInput
                            kind=InputKind::Email
                            value=kit::typed(ResendVerification::PATH, "form[email]")
                            autocomplete="email"
                            max_length=254_u32
                        />
                    </Field>
                    <Button submit=true loading=action.pending()>
                        "Send it again"
                    </Button>
                </ActionForm>
            </div>
        </details>
    }
}
