//! Deletes the organisation, with its name and the password typed to confirm.

use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use ui::{Alert, Button, ButtonVariant, Field, FormActions, FormSection, ProofField, TextInput, Tone};

use crate::api::DeleteOrganization;

/// The form, folded until it is opened.
#[component]
pub fn DeleteSection(organization: String, delete: ServerAction<DeleteOrganization>) -> impl IntoView {
    let error = kit::form_error(delete);
    let typed = kit::typed(DeleteOrganization::PATH, "form[confirmation]");
    view! {
        <FormSection
            title="Delete the organisation"
            description="It closes at once for everybody in it, and a paid plan ends with it; what is left of the month is credited. Until 30 days have passed you can bring it back from your account page; then everything is gone for good."
        >
            {move || {
                error
                    .get()
                    .filter(|error| error.fields().is_none())
                    .map(|error| view! { <Alert tone=Tone::Danger title=error.to_string() /> })
            }}
            <details
                class="group rounded-xl border border-danger/40 bg-surface p-4"
                open=error.with_untracked(Option::is_some)
            >
                <summary class="cursor-pointer text-sm font-medium text-danger-ink focus-ring">
                    {format!("Delete {organization}…")}
                </summary>
                <ActionForm action=delete attr:class="mt-4 flex flex-col gap-5">
                    <Field
                        name="form[confirmation]"
                        label=format!("Type “{organization}” to confirm")
                        required=true
                        error=kit::field_error(delete, "confirmation")
                    >
                        <TextInput value=typed autocomplete="off" />
                    </Field>
                    <ProofField error=kit::field_error(delete, "proof") />
                    <FormActions>
                        <Button submit=true variant=ButtonVariant::Danger loading=kit::working(delete)>
                            "Delete the organisation"
                        </Button>
                    </FormActions>
                </ActionForm>
            </details>
        </FormSection>
    }
}
