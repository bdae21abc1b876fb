//! The form that invites one owner.

use domain::invites::{InviteTerms, PlanChoice};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use ui::{
    Button, ButtonVariant, Field, FieldErrorsSummary, FormActions, FormSection, InputKind, LinkButton, Select,
    SelectOption, TextArea, TextInput,
};

use super::LIST;
use super::api::InviteOneOwner;
use crate::parts::StepUpField;

type Action = ServerAction<InviteOneOwner>;

#[component]
pub(super) fn OneForm(terms: InviteTerms, action: Action) -> impl IntoView {
    view! {
        <FieldErrorsSummary error=kit::form_error(action) prefix="form" />
        <ActionForm action>
            <Whom action />
            <Preset terms action />
            <FirstAgent action />
            <FormSection title="">
                <StepUpField action />
                <FormActions>
                    <Button submit=true variant=ButtonVariant::Primary loading=action.pending()>
                        "Send invitation"
                    </Button>
                    <LinkButton href=LIST variant=ButtonVariant::Ghost>
                        "Cancel"
                    </LinkButton>
                </FormActions>
            </FormSection>
        </ActionForm>
    }
}

#[component]
fn Whom(action: Action) -> impl IntoView {
    let hours = [("24", "1 day"), ("72", "3 days"), ("168", "7 days"), ("720", "30 days")]
        .map(|(hours, label)| SelectOption::new(hours, label))
        .to_vec();
    view! {
        <FormSection title="Owner" description="The invitation belongs to this address and to no other.">
            <Field name="form[email]" label="E-mail" required=true error=kit::field_error(action, "email")>
                <TextInput kind=InputKind::Email value=typed("email") autocomplete="off" max_length=254u32 />
            </Field>
            <Field name="form[hours]" label="Stands for" error=kit::field_error(action, "hours")>
                <Select options=hours value=typed_or("hours", "72") class="max-w-48" />
            </Field>
        </FormSection>
    }
}

#[component]
fn Preset(terms: InviteTerms, action: Action) -> impl IntoView {
    let plans = terms.plans.into_iter().map(option).collect();
    view! {
        <FormSection
            title="Organisation"
            description="What is there when the invitation is accepted. All of it can be changed later."
        >
            <Field
                name="form[organization]"
                label="Organisation"
                required=true
                error=kit::field_error(action, "organization")
            >
                <TextInput value=typed("organization") autocomplete="off" max_length=120u32 />
            </Field>
            <div class="grid gap-5 sm:grid-cols-2">
                <Field name="form[tier]" label="Plan" error=kit::field_error(action, "tier")>
                    <Select options=plans value=typed_or("tier", "free") />
                </Field>
                <Field
                    name="form[seats]"
                    label="Seats"
                    hint="In place of the plan's."
                    optional=true
                    error=kit::field_error(action, "seats")
                >
                    <TextInput kind=InputKind::Number value=typed("seats") min="1" step="1" />
                </Field>
            </div>
            <Field
                name="form[features]"
                label="Features beyond the plan"
                hint="Words separated by blanks, such as white_label."
                optional=true
                error=kit::field_error(action, "features")
            >
                <TextInput value=typed("features") autocomplete="off" />
            </Field>
        </FormSection>
    }
}

#[component]
fn FirstAgent(action: Action) -> impl IntoView {
    view! {
        <FormSection
            title="Welcome agent"
            description="The agent that the organisation starts with. Left empty, it is the usual assistant."
        >
            <Field name="form[agent_name]" label="Agent" optional=true error=kit::field_error(action, "agent_name")>
                <TextInput value=typed("agent_name") placeholder="Assistant" autocomplete="off" max_length=80u32 />
            </Field>
            <Field
                name="form[agent_prompt]"
                label="System prompt"
                optional=true
                error=kit::field_error(action, "agent_prompt")
            >
                <TextArea value=typed("agent_prompt") rows=5 />
            </Field>
        </FormSection>
    }
}

fn option(plan: PlanChoice) -> SelectOption {
    let seats = plan.seats.map_or_else(|| "seats without limit".to_owned(), |seats| format!("{seats} seats"));
    SelectOption::new(plan.key, format!("{} ({seats})", plan.name))
}

/// The text typed before a failed submission without JavaScript.
fn typed(field: &str) -> String {
    kit::typed(InviteOneOwner::PATH, &format!("form[{field}]"))
}

fn typed_or(field: &str, usual: &str) -> String {
    kit::typed_or(InviteOneOwner::PATH, &format!("form[{field}]"), usual.to_owned())
}
