//! The sender's name and the welcome text.

use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use organization_domain::branding::{EditBranding, SENDER_NAME_MAX, WELCOME_TEXT_MAX};
use ui::{Button, ButtonVariant, Field, FieldErrorsSummary, FormActions, FormSection, TextArea, TextInput};

use crate::api::EditBrand;

/// The form; empty fields keep the platform's defaults.
#[component]
pub fn WordsSection(words: EditBranding, may_edit: bool, action: ServerAction<EditBrand>) -> impl IntoView {
    let error = kit::form_error(action);
    view! {
        <FormSection title="Words" description="Leave a field empty to keep what everybody sees.">
            <FieldErrorsSummary error prefix="form" />
            <ActionForm action>
                <fieldset disabled=!may_edit class="flex flex-col gap-5">
                    <Field
                        name="form[sender_name]"
                        label="Sender of mails"
                        hint=format!("Stands in front of the sender's address, up to {SENDER_NAME_MAX} characters.")
                        error=kit::field_error(action, "sender_name")
                    >
                        <TextInput
                            value=kit::typed_or(EditBrand::PATH, "form[sender_name]", words.sender_name)
                            max_length=60_u32
                            autocomplete="off"
                        />
                    </Field>
                    <Field
                        name="form[welcome_text]"
                        label="Words of welcome"
                        hint=format!("Greet members where a conversation begins, up to {WELCOME_TEXT_MAX} characters.")
                        error=kit::field_error(action, "welcome_text")
                    >
                        <TextArea
                            value=kit::typed_or(EditBrand::PATH, "form[welcome_text]", words.welcome_text)
                            rows=3_u32
                        />
                    </Field>
                    {may_edit
                        .then(|| {
                            view! {
                                <FormActions>
                                    <Button submit=true variant=ButtonVariant::Primary loading=action.pending()>
                                        "Save words"
                                    </Button>
                                </FormActions>
                            }
                        })}
                </fieldset>
            </ActionForm>
        </FormSection>
    }
}
