//! The confirmation of a changed address.

use leptos::form::ActionForm;
use leptos::prelude::*;
use ui::{AuthLayout, Button, ButtonSize, ButtonVariant};

use crate::api::ConfirmEmail;
use crate::parts::{FormAlert, link_token};

/// One button: programs that open mailed links do not press it, so they change nothing.
#[component]
pub fn ConfirmEmailPage() -> impl IntoView {
    let action = ServerAction::<ConfirmEmail>::new();
    kit::follow(action);
    view! {
        <kit::PageTitle title="Confirm your new address" />
        <AuthLayout
            title="Confirm your new address"
            subtitle="From then on you sign in with it, and your old address is told of the change."
            brand=kit::platform_name()
        >
            <FormAlert error=kit::form_error(action) />
            <ActionForm action attr:class="flex flex-col">
                <input type="hidden" name="form[token]" value=link_token() />
                <Button submit=true variant=ButtonVariant::Primary size=ButtonSize::Lg loading=kit::working(action)>
                    "Use this address"
                </Button>
            </ActionForm>
        </AuthLayout>
    }
}
