//! The sign-in page.

use domain::accounts::local_path;
use leptos::either::Either;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::components::Redirect;
use leptos_router::hooks::use_query_map;
use ui::{AuthLayout, Button, ButtonSize, ButtonVariant, Field, InputKind, PasswordInput, TextInput};

use super::LINK;
use crate::api::{SignIn, list_sign_in_providers};
use crate::parts::{DoneNotice, Elsewhere, FormAlert, ProblemNotice};

const DONE: &[(&str, &str)] = &[
    ("signed-out", "You are signed out."),
    ("everywhere", "You are signed out on every device."),
    ("password", "Your password is changed. Sign in with the new one."),
    ("email", "Your new address is confirmed. Sign in with it."),
];

/// Sign-in; signed-in people are redirected.
#[component]
pub fn SignInPage() -> impl IntoView {
    let next = use_query_map().read_untracked().get("next").unwrap_or_default();
    if kit::known_viewer().with_untracked(Option::is_some) {
        return Either::Left(view! { <Redirect path=local_path(&next).to_owned() /> });
    }
    let providers = Resource::new_blocking(|| (), |()| list_sign_in_providers());
    let footer = ViewFnOnce::from(|| {
        view! {
            "No account yet? "
            <a href="/sign-up" class=LINK>
                "Sign up"
            </a>
        }
    });
    Either::Right(view! {
        <kit::PageTitle title="Sign in" />
        <AuthLayout title="Sign in" subtitle="Good to see you again." brand=kit::platform_name() footer>
            <DoneNotice words=DONE />
            <ProblemNotice />
            <SignInForm next=next.clone() />
            <Elsewhere providers next />
        </AuthLayout>
    })
}

#[component]
fn SignInForm(next: String) -> impl IntoView {
    let action = ServerAction::<SignIn>::new();
    kit::follow(action);
    let forgot = ViewFnOnce::from(|| {
        view! {
            <a href="/forgot-password" class=LINK>
                "Forgot password?"
            </a>
        }
    });
    view! {
        <FormAlert error=kit::form_error(action) />
        <ActionForm action attr:class="flex flex-col gap-5">
            <input type="hidden" name="form[next]" value=next />
            <Field name="form[email]" label="E-mail" required=true error=kit::field_error(action, "email")>
                <TextInput
                    kind=InputKind::Email
                    value=kit::typed(SignIn::PATH, "form[email]")
                    autocomplete="username"
                    autofocus=true
                    max_length=254_u32
                />
            </Field>
            <Field
                name="form[password]"
                label="Password"
                required=true
                error=kit::field_error(action, "password")
                aside=forgot
            >
                <PasswordInput autocomplete="current-password" />
            </Field>
            <Button submit=true variant=ButtonVariant::Primary size=ButtonSize::Lg loading=kit::working(action)>
                "Sign in"
            </Button>
        </ActionForm>
    }
}
