//! The second step of a sign-in: a code of the app, or a recovery code.

use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{AuthLayout, Button, ButtonSize, ButtonVariant, Field, TextInput};

use super::LINK;
use crate::api::SignInWithCode;
use crate::parts::FormAlert;

/// The form; a cookie holds the pending sign-in.
#[component]
pub fn SignInCodePage() -> impl IntoView {
    let next = use_query_map().read_untracked().get("next").unwrap_or_default();
    let action = ServerAction::<SignInWithCode>::new();
    kit::follow(action);
    let footer = ViewFnOnce::from(|| {
        view! {
            "Not you? "
            <a href="/sign-in" class=LINK>
                "Start again"
            </a>
        }
    });
    view! {
        <kit::PageTitle title="Enter your code" />
        <AuthLayout
            title="Enter your code"
            subtitle="Your authenticator app shows six digits."
            brand=kit::platform_name()
            footer
        >
            <FormAlert error=kit::form_error(action) />
            <ActionForm action attr:class="flex flex-col gap-5">
                <input type="hidden" name="form[next]" value=next />
                <Field
                    name="form[code]"
                    label="Code"
                    hint="Is your phone out of reach? Enter one of your recovery codes."
                    required=true
                    error=kit::field_error(action, "code")
                >
                    <TextInput autocomplete="one-time-code" autofocus=true max_length=40_u32 />
                </Field>
                <Button submit=true variant=ButtonVariant::Primary size=ButtonSize::Lg loading=kit::working(action)>
                    "Sign in"
                </Button>
            </ActionForm>
        </AuthLayout>
    }
}
