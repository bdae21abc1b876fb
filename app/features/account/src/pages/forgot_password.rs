//! Requests a link to choose a new password.

use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use ui::{Alert, AuthLayout, Button, ButtonSize, ButtonVariant, Field, InputKind, TextInput, Tone};

use super::LINK;
use crate::api::RequestReset;
use crate::parts::{FormAlert, is_done};

/// The form, and afterwards the same message for every address.
#[component]
pub fn ForgotPasswordPage() -> impl IntoView {
    let action = ServerAction::<RequestReset>::new();
    let (value, returned) = (action.value(), is_done("mailed"));
    let mailed = Memo::new(move |_| returned.get() || value.with(|value| matches!(value, Some(Ok(())))));
    let footer = ViewFnOnce::from(|| {
        view! {
            <a href="/sign-in" class=LINK>
                "Back to sign-in"
            </a>
        }
    });
    view! {
        <kit::PageTitle title="Forgot password" />
        <AuthLayout title="Forgot your password?" brand=kit::platform_name() footer>
            {move || {
                if mailed.get() { view! { <Mailed /> }.into_any() } else { view! { <RequestForm action /> }.into_any() }
            }}
        </AuthLayout>
    }
}

#[component]
fn Mailed() -> impl IntoView {
    view! {
        <Alert tone=Tone::Success title="Look into your mailbox">
            "If the address has an account, a mail with a link is on its way. The link works once, for one hour."
        </Alert>
    }
}

#[component]
fn RequestForm(action: ServerAction<RequestReset>) -> impl IntoView {
    view! {
        <p class="mb-5 text-sm text-muted">"Tell us your address, and we send you a link to choose a new password."</p>
        <FormAlert error=kit::form_error(action) />
        <ActionForm action attr:class="flex flex-col gap-5">
            <Field name="form[email]" label="E-mail" required=true error=kit::field_error(action, "email")>
                <TextInput
                    kind=InputKind::Email
                    value=kit::typed(RequestReset::PATH, "form[email]")
                    autocomplete="username"
                    autofocus=true
                    max_length=254_u32
                />
            </Field>
            <Button submit=true variant=ButtonVariant::Primary size=ButtonSize::Lg loading=action.pending()>
                "Send the link"
            </Button>
        </ActionForm>
    }
}
