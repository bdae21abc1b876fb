//! How long entries are kept, and whether the owners hear of the operator's visits by mail.

use domain::audit::{AuditSettings, RETENTION_DAYS};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{
    Alert, Button, ButtonVariant, Field, FieldErrorsSummary, FormActions, FormSection, InputKind, Switch, TextInput,
    Tone,
};

use crate::api::EditAuditSettings;

/// The settings; who may only read them sees them greyed out.
#[component]
pub fn SettingsForm(settings: AuditSettings, action: ServerAction<EditAuditSettings>) -> impl IntoView {
    let query = use_query_map();
    let saved = Signal::derive(move || match action.value().get() {
        Some(answer) => answer.is_ok(),
        None => query.with(|query| query.get("saved").is_some()),
    });
    let AuditSettings { days, mail_on_impersonation, may_edit } = settings;
    let (least, most) = RETENTION_DAYS;
    view! {
        <div aria-live="polite">
            {move || saved.get().then(|| view! { <Alert tone=Tone::Success title="Saved." /> })}
        </div>
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
