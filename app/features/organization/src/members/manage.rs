//! The acts on a member: another role or tier, the offer of ownership, the end of the membership.

use domain::Role;
use domain::members::{MemberProfile, MemberTier};
use kit::{Acts, StepUpState};
use leptos::form::ActionForm;
use leptos::html::Form;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use ui::{
    Button, ButtonVariant, ConfirmDialog, Field, FieldErrorsSummary, FormActions, FormSection, ProofField, Select,
    SelectOption, StepUpField, Toast, use_toasts,
};

use super::api::{ChangeMember, LeaveOrganization, OfferOwnership, RemoveMember};

const GO: &str = "end-membership";

/// The forms of a member's page.
#[derive(Clone, Copy)]
pub(super) struct MemberActs {
    all: Acts,
    pub change: ServerAction<ChangeMember>,
    pub offer: ServerAction<OfferOwnership>,
    /// Empty again after the offer.
    pub offer_form: NodeRef<Form>,
    remove: ServerAction<RemoveMember>,
    leave: ServerAction<LeaveOrganization>,
}

impl MemberActs {
    /// Called once, at the top of the page.
    pub fn new() -> Self {
        let (toasts, all) = (use_toasts(), Acts::new());
        let (remove, leave) = (ServerAction::new(), ServerAction::new());
        let (change, offer) = (all.form(), all.form());
        let acts = Self { all, change, offer, offer_form: kit::cleared_after(offer), remove, leave };
        kit::outcome(acts.change, move |()| toasts.show(Toast::success("Saved.")));
        kit::outcome(acts.offer, move |()| {
            toasts.show(Toast::success("The offer is made, and a mail about it is on its way."));
        });
        acts
    }

    /// Grows with each success, so that the page reloads after it and keeps typed text after a refusal.
    pub fn done(self) -> usize {
        self.all.done()
    }
}

/// Role and tier; the choice of roles ends at the viewer's own.
#[component]
pub(super) fn ChangeForm(member: MemberProfile, action: ServerAction<ChangeMember>) -> impl IntoView {
    let roles = member.roles.iter().map(|role| SelectOption::new(role.as_str(), role.label())).collect();
    let tiers = MemberTier::ALL
        .into_iter()
        .map(|tier| SelectOption::new(tier.as_str(), member.tiers.of(tier).to_owned()))
        .collect();
    let StepUpState { asked, error } = kit::step_up(action);
    view! {
        <FormSection title="Role and tier" description="Changes hold from the member's next click on.">
            <FieldErrorsSummary error=kit::form_error(action) prefix="form" />
            <ActionForm action attr:class="flex flex-col gap-5">
                <input type="hidden" name="form[id]" value=member.id.to_string() />
                <Field name="form[role]" label="Role" error=kit::field_error(action, "role")>
                    <Select options=roles value=typed_or("role", member.role.as_str()) />
                </Field>
                <Field name="form[tier]" label="Tier" error=kit::field_error(action, "tier")>
                    <Select options=tiers value=typed_or("tier", member.tier.as_str()) />
                </Field>
                <StepUpField asked error />
                <FormActions>
                    <Button submit=true variant=ButtonVariant::Primary loading=action.pending()>
                        "Save changes"
                    </Button>
                </FormActions>
            </ActionForm>
        </FormSection>
    }
}

/// The choice before a failed submission without JavaScript: a proof is asked for in between.
fn typed_or(field: &str, current: &str) -> String {
    kit::typed_or(ChangeMember::PATH, &format!("form[{field}]"), current.to_owned())
}

/// Offers the ownership; the password proves that the owner sits at the keyboard.
#[component]
pub(super) fn OfferForm(member: MemberProfile, acts: MemberActs) -> impl IntoView {
    let MemberActs { offer: action, offer_form: node_ref, .. } = acts;
    let description = format!(
        "{} gets a mail and has seven days to accept. Then {} owns the organisation, and you stay as an admin.",
        member.name, member.name
    );
    view! {
        <FormSection title="Hand over" description>
            <FieldErrorsSummary error=kit::form_error(action) prefix="offer" />
            <ActionForm action node_ref attr:class="flex flex-col gap-5">
                <input type="hidden" name="form[id]" value=member.id.to_string() />
                <ProofField id="field-offer-proof" error=kit::field_error(action, "proof") />
                <FormActions>
                    <Button submit=true loading=action.pending()>
                        "Offer ownership"
                    </Button>
                </FormActions>
            </ActionForm>
        </FormSection>
    }
}

/// The end of the membership: removed by others, or left.
#[component]
pub(super) fn GoingSection(member: MemberProfile, acts: MemberActs) -> impl IntoView {
    let MemberProfile { id, name, organization, is_you, may_remove, is_last_owner, role, .. } = member;
    if is_you && !(role == Role::Owner && is_last_owner) {
        return view! { <Leave organization acts /> }.into_any();
    }
    if is_you {
        return view! {
            <FormSection
                title="Leave"
                description="You are the only owner. Hand the organisation over before you leave it."
            >
                ""
            </FormSection>
        }
        .into_any();
    }
    if !may_remove {
        return ().into_any();
    }
    let consequence = format!(
        "{name} loses access to {organization} at once, on every device. Their account and what they wrote here stay."
    );
    view! {
        <FormSection title="Remove" description="Ends the membership at once.">
            <FieldErrorsSummary error=kit::form_error(acts.remove) prefix="form" />
            <div>
                <Button variant=ButtonVariant::Danger opens=GO>
                    "Remove from organisation"
                </Button>
            </div>
            <ConfirmDialog
                id=GO
                title=format!("Remove {name}?")
                consequence
                confirm_label="Remove member"
                action=acts.remove
            >
                <input type="hidden" name="form[id]" value=id.to_string() />
            </ConfirmDialog>
        </FormSection>
    }
    .into_any()
}

#[component]
fn Leave(organization: String, acts: MemberActs) -> impl IntoView {
    let consequence = format!("You lose access to {organization} at once. To come back you have to be invited again.");
    view! {
        <FormSection title="Leave" description="Ends your membership. Your account stays.">
            <FieldErrorsSummary error=kit::form_error(acts.leave) prefix="form" />
            <div>
                <Button variant=ButtonVariant::Danger opens=GO>
                    "Leave organisation"
                </Button>
            </div>
            <ConfirmDialog
                id=GO
                title=format!("Leave {organization}?")
                consequence
                confirm_label="Leave organisation"
                action=LeaveOrganization::PATH
            />
        </FormSection>
    }
}
