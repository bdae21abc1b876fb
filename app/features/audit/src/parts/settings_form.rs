//! How long entries are kept, and whether the owners get a mail when the operator views as somebody.

use audit_domain::{AuditSettings, RETENTION_DAYS};
use leptos::form::ActionForm;
use leptos::prelude::*;
use ui::{
    Button, ButtonVariant, Field, FieldErrorsSummary, FormActions, FormSection, InputKind, Notice, Switch, TextInput,
};

use crate::api::EditAuditSettings;

/// The settings; greyed out for people who may only read them.
#[component]
pub fn SettingsForm(settings: AuditSettings, action: ServerAction<EditAuditSettings>) -> impl IntoView {
    let AuditSettings { days, mail_on_impersonation, may_edit } = settings;
    let (least, most) = RETENTION_DAYS;
    view! {
        <Notice text=kit::saved(action) />
        <FieldErrorsSummary error=kit::form_error(action) prefix="form" />
        <ActionForm action>
            <fieldset disabled=!may_edit class="contents">
                <FormSection
                    title="Keeping"
                    description="Older entries are removed for good. The operator of the platform cannot change this for you."
                >
                    <Field
                        name="form[days]"
                        label="Days that entries are kept"
                        hint=format!("From {least} to {most}.")
                        required=true
                        error=kit::field_error(action, "days")
                    >
                        <TextInput
                            kind=InputKind::Number
                            value=days.to_string()
                            min=least.to_string()
                            max=most.to_string()
                            class="max-w-40"
                        />
                    </Field>
                    <Switch
                        name="form[mail_on_impersonation]"
                        label="Tell the owners by mail"
                        hint="When the operator views this organisation as one of its people."
                        checked=mail_on_impersonation
                    />
                    {may_edit
                        .then(|| {
                            view! {
                                <FormActions>
                                    <Button submit=true variant=ButtonVariant::Primary loading=action.pending()>
                                        "Save changes"
                                    </Button>
                                </FormActions>
                            }
                        })}
                </FormSection>
            </fieldset>
        </ActionForm>
    }
}
