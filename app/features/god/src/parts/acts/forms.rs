//! The forms inside the dialogs, one for each act.

use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use ui::{Button, ButtonVariant, Field, FieldErrorsSummary, Select, SelectOption, TextArea, TextInput};

use super::dialog::ID;
use super::{Target, tier_form};
use crate::api::{ChangeTier, DeleteOrganization, RestoreOrganization, ResumeOrganization, SuspendOrganization};
use crate::parts::StepUpField;

/// The buttons at the end of each form.
#[component]
fn Confirm(
    #[prop(into)] label: String,
    #[prop(optional)] variant: ButtonVariant,
    #[prop(into)] pending: Signal<bool>,
) -> impl IntoView {
    view! {
        <div class="flex flex-col gap-2.5 sm:flex-row-reverse">
            <Button variant submit=true loading=pending>
                {label}
            </Button>
            <Button closes=ID>"Cancel"</Button>
        </div>
    }
}

#[component]
pub(super) fn SuspendForm(target: Target, action: ServerAction<SuspendOrganization>) -> impl IntoView {
    view! {
        <ActionForm action attr:class="flex flex-col gap-5">
            <FieldErrorsSummary error=kit::form_error(action) prefix="form" />
            <input type="hidden" name="form[organization]" value=target.id.to_string() />
            <Field
                name="form[reason]"
                label="Reason"
                hint="The people of the organisation will read it."
                required=true
                error=kit::field_error(action, "reason")
            >
                <TextArea rows=3 value=kit::typed(SuspendOrganization::PATH, "form[reason]") />
            </Field>
            <StepUpField action />
            <Confirm label="Suspend" variant=ButtonVariant::Danger pending=action.pending() />
        </ActionForm>
    }
}

#[component]
pub(super) fn ResumeForm(target: Target, action: ServerAction<ResumeOrganization>) -> impl IntoView {
    view! {
        <ActionForm action attr:class="flex flex-col gap-5">
            <FieldErrorsSummary error=kit::form_error(action) prefix="form" />
            <input type="hidden" name="form[organization]" value=target.id.to_string() />
            <Confirm label="Resume" variant=ButtonVariant::Primary pending=action.pending() />
        </ActionForm>
    }
}

#[component]
pub(super) fn TierForm(target: Target, action: ServerAction<ChangeTier>) -> impl IntoView {
    let form = tier_form(&target);
    let options = target.tiers.into_iter().map(|tier| SelectOption::new(tier.key, tier.name)).collect();
    view! {
        <ActionForm action attr:class="flex flex-col gap-5">
            <FieldErrorsSummary error=kit::form_error(action) prefix="form" />
            <input type="hidden" name="form[organization]" value=form.organization.to_string() />
            <Field name="form[tier]" label="Tier" required=true error=kit::field_error(action, "tier")>
                <Select options value=kit::typed_or(ChangeTier::PATH, "form[tier]", form.tier) />
            </Field>
            <StepUpField action />
            <Confirm label="Change tier" variant=ButtonVariant::Primary pending=action.pending() />
        </ActionForm>
    }
}

#[component]
pub(super) fn DeleteForm(target: Target, action: ServerAction<DeleteOrganization>) -> impl IntoView {
    view! {
        <ActionForm action attr:class="flex flex-col gap-5">
            <FieldErrorsSummary error=kit::form_error(action) prefix="form" />
            <input type="hidden" name="form[organization]" value=target.id.to_string() />
            <Field
                name="form[confirmation]"
                label=format!("Type “{}” to confirm", target.name)
                required=true
                error=kit::field_error(action, "confirmation")
            >
                <TextInput value=kit::typed(DeleteOrganization::PATH, "form[confirmation]") autocomplete="off" />
            </Field>
            <StepUpField action />
            <Confirm label="Delete organisation" variant=ButtonVariant::Danger pending=action.pending() />
        </ActionForm>
    }
}

#[component]
pub(super) fn RestoreForm(target: Target, action: ServerAction<RestoreOrganization>) -> impl IntoView {
    view! {
        <ActionForm action attr:class="flex flex-col gap-5">
            <FieldErrorsSummary error=kit::form_error(action) prefix="form" />
            <input type="hidden" name="form[organization]" value=target.id.to_string() />
            <Confirm label="Restore" variant=ButtonVariant::Primary pending=action.pending() />
        </ActionForm>
    }
}
