//! Chooses a new password, authorised by a mailed link.

use leptos::form::ActionForm;
use leptos::prelude::*;
use ui::{AuthLayout, Button, ButtonSize, ButtonVariant};

use super::LINK;
use crate::api::ResetPassword;
use crate::parts::{FormAlert, NewPasswordField, link_token};

/// The form; opening the page does not use the link up.
#[component]
pub fn ResetPasswordPage() -> impl IntoView {
    let action = ServerAction::<ResetPassword>::new();
    kit::follow(action);
    let footer = ViewFnOnce::from(|| {
        view! {
            "Has the link expired? "
            <a href="/forgot-password" class=LINK>
                "Ask for a new one"
            </a>
        }
    });
    view! {
        <kit::PageTitle title="New password" />
        <AuthLayout
            title="Choose a new password"
            subtitle="It ends every session on every device, so that only you remain."
            brand=kit::platform_name()
            footer
        >
            <FormAlert error=kit::form_error(action) />
            <ActionForm action attr:class="flex flex-col gap-5">
                <input type="hidden" name="form[token]" value=link_token() />
                <NewPasswordField label="New password" error=kit::field_error(action, "password") autofocus=true />
                <Button submit=true variant=ButtonVariant::Primary size=ButtonSize::Lg loading=kit::working(action)>
                    "Save the password"
                </Button>
            </ActionForm>
        </AuthLayout>
    }
}
