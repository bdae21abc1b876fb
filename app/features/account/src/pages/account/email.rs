//! The address that a person signs in with.

use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use ui::{
    Alert, Button, Field, FormActions, FormSection, InputKind, Load, PasswordInput, TextInput, Toast, Tone, use_toasts,
};

use crate::api::{ChangeEmail, pending_email};
use crate::parts::FormAlert;

/// The current address, a pending one, and the form for a new one.
#[component]
pub fn EmailSection() -> impl IntoView {
    let action = ServerAction::<ChangeEmail>::new();
    let node_ref = kit::cleared_after(action);
    let (pending, toasts) = (Resource::new_blocking(|| (), |()| pending_email()), use_toasts());
    Effect::new(move |_| {
        if action.value().with(|value| matches!(value, Some(Ok(())))) {
            toasts.show(Toast::success("A mail is on its way to the new address."));
            pending.refetch();
        }
    });
    let viewer = kit::known_viewer();
    let current = move || viewer.with(|viewer| viewer.as_ref().map(|viewer| viewer.email.clone()));
    view! {
        <FormSection title="E-mail" description="You sign in with it, and our mails go there.">
            <p class="text-sm text-muted">
                "Your address is " <bdi dir="ltr" class="font-medium text-ink">{current}</bdi> "."
            </p>
            <Load resource=pending fallback=|| () view=waiting />
            <FormAlert error=kit::form_error(action) />
            <ActionForm action node_ref attr:class="flex flex-col gap-5">
                <Field
                    name="form[email]"
                    id="new-email"
                    label="New address"
                    required=true
                    error=kit::field_error(action, "email")
                >
                    <TextInput
                        kind=InputKind::Email
                        value=kit::typed(ChangeEmail::PATH, "form[email]")
                        autocomplete="email"
                        max_length=254_u32
                    />
                </Field>
                <Field
                    name="form[password]"
                    id="email-password"
                    label="Your password"
                    required=true
                    error=kit::field_error(action, "password")
                >
                    <PasswordInput autocomplete="current-password" />
                </Field>
                <FormActions>
                    <Button submit=true loading=action.pending()>
                        "Change address"
                    </Button>
                </FormActions>
            </ActionForm>
        </FormSection>
    }
}

fn waiting(pending: Option<String>) -> AnyView {
    pending.map(|email| view! { <Waiting email /> }).into_any()
}

#[component]
fn Waiting(email: String) -> impl IntoView {
    let title = format!("{email} waits for its confirmation");
    view! {
        <Alert tone=Tone::Info title=title>
            "Open the link in the mail that we have sent there. Until then your old address stays in use."
        </Alert>
    }
}
