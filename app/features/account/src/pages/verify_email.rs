//! The end of an open sign-up: the mailed link, with the chosen password.

use leptos::form::ActionForm;
use leptos::prelude::*;
use ui::{AuthLayout, Button, ButtonSize, ButtonVariant, Field, PasswordInput};

use crate::api::VerifyEmail;
use crate::parts::{FormAlert, ResendForm, link_token};

/// The form; opening the page does not use the link up.
#[component]
pub fn VerifyEmailPage() -> impl IntoView {
    let action = ServerAction::<VerifyEmail>::new();
    kit::follow(action);
    view! {
        <kit::PageTitle title="Confirm your address" />
        <AuthLayout
            title="Confirm your address"
            subtitle="Enter the password you have chosen, and your account is ready."
            brand=kit::platform_name()
        >
            <FormAlert error=kit::form_error(action) />
            <ActionForm action attr:class="flex flex-col gap-5">
                <input type="hidden" name="form[token]" value=link_token() />
                <Field name="form[password]" label="Password" required=true error=kit::field_error(action, "password")>
                    <PasswordInput autocomplete="current-password" autofocus=true />
                </Field>
                <Button submit=true variant=ButtonVariant::Primary size=ButtonSize::Lg loading=kit::working(action)>
                    "Confirm and sign in"
                </Button>
            </ActionForm>
            <ResendForm />
        </AuthLayout>
    }
}
