//! Open sign-up, or the notice that an invitation is needed.

use domain::accounts::SignUpTerms;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use ui::{
    Alert, AuthLayout, Button, ButtonSize, ButtonVariant, Field, InputKind, LinkButton, Load, TextInput, TextSkeleton,
    Tone,
};

use super::LINK;
use crate::api::{SignUp, sign_up_terms};
use crate::parts::{FormAlert, Mailed, NewPasswordField, is_done};

/// The form, the notice that a mail is on its way, or how to get an invitation.
#[component]
pub fn SignUpPage() -> impl IntoView {
    let terms = Resource::new_blocking(|| (), |()| sign_up_terms());
    let footer = ViewFnOnce::from(|| {
        view! {
            "You have an account? "
            <a href="/sign-in" class=LINK>
                "Sign in"
            </a>
        }
    });
    view! {
        <kit::PageTitle title="Sign up" />
        <AuthLayout title="Create your account" brand=kit::platform_name() footer>
            <Load resource=terms fallback=|| view! { <TextSkeleton lines=4 /> } view=way_in />
        </AuthLayout>
    }
}

fn way_in(terms: SignUpTerms) -> AnyView {
    if terms.is_open {
        view! { <OpenSignUp /> }.into_any()
    } else {
        view! { <ByInvitation platform=terms.platform_name /> }.into_any()
    }
}

#[component]
fn ByInvitation(platform: String) -> impl IntoView {
    let title = format!("{platform} is by invitation");
    view! {
        <Alert tone=Tone::Info title=title>
            "Ask an owner or admin of your organisation to invite you. The invitation comes by mail; its link opens your account."
        </Alert>
        <LinkButton href="/sign-in" class="mt-5 w-full">
            "To sign-in"
        </LinkButton>
    }
}

#[component]
fn OpenSignUp() -> impl IntoView {
    let action = ServerAction::<SignUp>::new();
    let (value, returned) = (action.value(), is_done("mailed"));
    let mailed = Memo::new(move |_| returned.get() || value.with(|value| matches!(value, Some(Ok(())))));
    move || {
        if mailed.get() { view! { <Mailed /> }.into_any() } else { view! { <SignUpForm action /> }.into_any() }
    }
}

#[component]
fn SignUpForm(action: ServerAction<SignUp>) -> impl IntoView {
    let typed = |field: &str| kit::typed(SignUp::PATH, field);
    view! {
        <FormAlert error=kit::form_error(action) />
        <ActionForm action attr:class="flex flex-col gap-5">
            <Field name="form[name]" label="Your name" required=true error=kit::field_error(action, "name")>
                <TextInput value=typed("form[name]") autocomplete="name" autofocus=true max_length=120_u32 />
            </Field>
            <Field
                name="form[organization]"
                label="Organisation"
                hint="Your business or practice. You can change it later."
                required=true
                error=kit::field_error(action, "organization")
            >
                <TextInput value=typed("form[organization]") autocomplete="organization" max_length=120_u32 />
            </Field>
            <Field name="form[email]" label="E-mail" required=true error=kit::field_error(action, "email")>
                <TextInput
                    kind=InputKind::Email
                    value=typed("form[email]")
                    autocomplete="username"
                    max_length=254_u32
                />
            </Field>
            <NewPasswordField error=kit::field_error(action, "password") />
            <Button submit=true variant=ButtonVariant::Primary size=ButtonSize::Lg loading=action.pending()>
                "Create account"
            </Button>
        </ActionForm>
    }
}
