//! The form that invites somebody: by mail, or with a link to hand over.

use domain::Role;
use domain::members::{MemberTier, TierNames};
use kit::StepUpState;
use leptos::form::ActionForm;
use leptos::html::Form;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use ui::{
    Button, ButtonVariant, Card, Field, FieldErrorsSummary, FormActions, InputKind, Select, SelectOption, StepUpField,
    TextInput,
};

use super::api::InviteMember;

/// Address, role, tier and term. Only a hydrated page can show a link, so its button appears with the scripts.
#[component]
pub(super) fn InviteForm(
    roles: Vec<Role>,
    tiers: TierNames,
    action: ServerAction<InviteMember>,
    /// The form's element, so that it is empty again after a success.
    node_ref: NodeRef<Form>,
    /// No seat is left.
    full: bool,
) -> impl IntoView {
    let usable = RwSignal::new(false);
    Effect::new(move |_| usable.set(true));
    let roles = roles.into_iter().rev().map(|role| SelectOption::new(role.as_str(), role.label())).collect();
    let tiers =
        MemberTier::ALL.into_iter().map(|tier| SelectOption::new(tier.as_str(), tiers.of(tier).to_owned())).collect();
    let hours = [("24", "1 day"), ("72", "3 days"), ("168", "7 days"), ("720", "30 days")]
        .map(|(hours, label)| SelectOption::new(hours, label))
        .to_vec();
    let StepUpState { asked, error } = kit::step_up(action);
    view! {
        <Card title="Invite somebody">
            <FieldErrorsSummary error=kit::form_error(action) prefix="form" />
            <ActionForm action node_ref attr:class="flex flex-col gap-5">
                <Field name="form[email]" label="E-mail" required=true error=kit::field_error(action, "email")>
                    <TextInput kind=InputKind::Email value=typed("email") autocomplete="off" max_length=254u32 />
                </Field>
                <div class="grid gap-5 sm:grid-cols-3">
                    <Field name="form[role]" label="Role" error=kit::field_error(action, "role")>
                        <Select options=roles value=typed_or("role", "member") />
                    </Field>
                    <Field name="form[tier]" label="Tier" error=kit::field_error(action, "tier")>
                        <Select options=tiers value=typed_or("tier", "free") />
                    </Field>
                    <Field name="form[hours]" label="Stands for" error=kit::field_error(action, "hours")>
                        <Select options=hours value=typed_or("hours", "72") />
                    </Field>
                </div>
                <StepUpField asked error />
                <FormActions>
                    <Button
                        submit=true
                        variant=ButtonVariant::Primary
                        name="form[by]"
                        value="mail"
                        loading=action.pending()
                        disabled=full
                    >
                        "Send invitation"
                    </Button>
                    <Show when=move || usable.get()>
                        <Button submit=true name="form[by]" value="link" loading=action.pending() disabled=full>
                            "Make a link instead"
                        </Button>
                    </Show>
                </FormActions>
            </ActionForm>
        </Card>
    }
}

/// The text typed before a failed submission without JavaScript.
fn typed(field: &str) -> String {
    kit::typed(InviteMember::PATH, &format!("form[{field}]"))
}

fn typed_or(field: &str, usual: &str) -> String {
    kit::typed_or(InviteMember::PATH, &format!("form[{field}]"), usual.to_owned())
}
