//! A person's name.

use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use ui::{Button, Field, FormActions, FormSection, TextInput, Toast, use_toasts};

use crate::api::Rename;
use crate::parts::FormAlert;

/// The name, with its form.
#[component]
pub fn ProfileSection() -> impl IntoView {
    let action = ServerAction::<Rename>::new();
    let (viewer, toasts) = (kit::use_viewer(), use_toasts());
    Effect::new(move |_| {
        if action.value().with(|value| matches!(value, Some(Ok(())))) {
            toasts.show(Toast::success("Your name is saved."));
            viewer.refetch();
        }
    });
    let known = kit::known_viewer().with_untracked(|viewer| viewer.as_ref().map(|viewer| viewer.name.clone()));
    let typed = kit::typed(Rename::PATH, "form[name]");
    let name = if typed.is_empty() { known.unwrap_or_default() } else { typed };
    view! {
        <FormSection title="Profile" description="Your name, as members of your organisations see it.">
            <FormAlert error=kit::form_error(action) />
            <ActionForm action attr:class="flex flex-col gap-5">
                <Field name="form[name]" label="Name" required=true error=kit::field_error(action, "name")>
                    <TextInput value=name autocomplete="name" max_length=120_u32 />
                </Field>
                <FormActions>
                    <Button submit=true loading=action.pending()>
                        "Save name"
                    </Button>
                </FormActions>
            </ActionForm>
        </FormSection>
    }
}
