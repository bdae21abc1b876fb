//! The shared parts of the two invitation pages, to join an organisation and to open one.

use domain::AppError;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use ui::{Alert, Button, ButtonSize, ButtonVariant, Field, InputKind, LinkButton, TextInput, Tone};

use super::{NewPasswordField, SignOutForm};

/// For a link that opens nothing (any more): why, and the way to the sign-in.
#[component]
pub fn DeadLink(title: &'static str, text: &'static str) -> impl IntoView {
    view! {
        <Alert tone=Tone::Warning title=title class="mb-5">
            {text}
        </Alert>
        <LinkButton href="/sign-in" size=ButtonSize::Lg class="w-full">
            "To sign-in"
        </LinkButton>
    }
}

/// For people who are signed in with another address; `here` is the invitation's own page.
#[component]
pub fn SomebodyElse(email: String, here: String) -> impl IntoView {
    let title = format!("This invitation is for {email}");
    view! {
        <Alert tone=Tone::Warning title=title class="mb-5">
            "You are signed in with another address. Sign out to go on with the invited one."
        </Alert>
        <SignOutForm next=here class="flex flex-col">
            <Button submit=true size=ButtonSize::Lg>
                "Sign out and go on"
            </Button>
        </SignOutForm>
    }
}

/// For people who have an account; `end` is the purpose of signing in, as in "to join".
#[component]
pub fn SignInFirst(email: String, here: String, end: &'static str) -> impl IntoView {
    let words = format!(" has an account already. Sign in with it {end}.");
    view! {
        <p class="mb-5 text-sm text-muted">
            <bdi dir="ltr">{email}</bdi> {words}
        </p>
        <LinkButton href=kit::sign_in_path(&here) variant=ButtonVariant::Primary size=ButtonSize::Lg class="w-full">
            {format!("Sign in {end}")}
        </LinkButton>
    }
}

/// The fields for a new person: the invited address, a name and a password.
#[component]
pub fn NewPersonFields<S>(action: ServerAction<S>, email: String) -> impl IntoView
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Clone + Send + Sync + 'static,
{
    view! {
        <Field name="email" label="E-mail" hint="The invitation belongs to this address.">
            <TextInput kind=InputKind::Email value=email autocomplete="username" readonly=true />
        </Field>
        <Field name="form[name]" label="Your name" required=true error=kit::field_error(action, "name")>
            <TextInput value=kit::typed(S::PATH, "form[name]") autocomplete="name" autofocus=true max_length=120_u32 />
        </Field>
        <NewPasswordField error=kit::field_error(action, "password") />
    }
}
