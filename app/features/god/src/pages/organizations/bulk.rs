//! One change for every checked organisation: a form in a dialog to which the checkboxes of the rows belong.

use god_domain::{BulkOutcome, TierChoice};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;
use ui::{
    Alert, Button, ButtonVariant, Dialog, Field, FieldErrorsSummary, RadioGroup, RadioOption, Select, SelectOption,
    TextInput, Tone, close_dialog,
};

use crate::api::ChangeMany;
use crate::parts::StepUpField;

/// The form that the checkboxes belong to.
pub(super) const FORM: &str = "many-form";
/// The name that the checkboxes share.
pub(super) const TICKS: &str = "form[organizations][]";
const DIALOG: &str = "many";

/// The bar that shows while something is checked, and its dialog.
#[component]
pub(super) fn ManyBar(tiers: Vec<TierChoice>, action: ServerAction<ChangeMany>) -> impl IntoView {
    Effect::new(move |_| {
        if matches!(action.value().get(), Some(Ok(_))) {
            close_dialog(DIALOG);
        }
    });
    // A plain form that was refused comes back with the dialog open.
    let error = kit::form_error(action);
    let refused = Signal::stored(error.with_untracked(Option::is_some));
    view! {
        <div class="sticky bottom-4 z-10 hidden items-center justify-between gap-4 rounded-xl border border-line bg-raised px-4 py-3 shadow-lg group-has-[[data-tick]:checked]/list:flex">
            <p class="text-sm text-ink">"Change the ticked organisations together."</p>
            <Button opens=DIALOG variant=ButtonVariant::Primary>
                "Change…"
            </Button>
        </div>
        <Dialog
            id=DIALOG
            title="Change the ticked organisations"
            description="Each is changed by itself; one that cannot be does not hold up the others."
            open=refused
        >
            <ActionForm action attr:id=FORM attr:class="flex flex-col gap-5">
                <FieldErrorsSummary error=kit::form_error(action) prefix="bulk" />
                <Choices tiers action />
                <StepUpField action id="field-bulk-proof" />
                <div class="flex flex-col gap-2.5 sm:flex-row-reverse">
                    <Button submit=true variant=ButtonVariant::Danger loading=action.pending()>
                        "Change them"
                    </Button>
                    <Button closes=DIALOG>"Cancel"</Button>
                </div>
            </ActionForm>
        </Dialog>
    }
}

#[component]
fn Choices(tiers: Vec<TierChoice>, action: ServerAction<ChangeMany>) -> impl IntoView {
    let options = tiers.into_iter().map(|tier| SelectOption::new(tier.key, tier.name)).collect();
    let acts = vec![
        RadioOption::new("tier", "Change tier")
            .hint("The new limits hold from now on; the price is charged from today."),
        RadioOption::new("suspend", "Suspend")
            .hint("Their people are shut out within a second; jobs and mails wait until you resume them."),
    ];
    view! {
        <RadioGroup
            name="form[act]"
            legend="What to do"
            options=acts
            value=kit::typed_or(ChangeMany::PATH, "form[act]", "tier".to_owned())
            error=kit::field_error(action, "act")
            required=true
        />
        <Field
            name="form[tier]"
            id="field-bulk-tier"
            label="Tier, for a change of tier"
            error=kit::field_error(action, "tier")
        >
            <Select options value=kit::typed(ChangeMany::PATH, "form[tier]") />
        </Field>
        <Field
            name="form[reason]"
            id="field-bulk-reason"
            label="Reason, for a suspension"
            hint="The people of each organisation will read it."
            error=kit::field_error(action, "reason")
        >
            <TextInput
                value=kit::typed(ChangeMany::PATH, "form[reason]")
                max_length=500u32
                autocomplete="off"
            />
        </Field>
    }
}

/// The result of the last change for each organisation.
#[component]
pub(super) fn ManyOutcome(action: ServerAction<ChangeMany>) -> impl IntoView {
    let query = use_query_map();
    let counted = move || {
        let (done, refused) = query.with(|query| Some((query.get("changed")?, query.get("refused")?)))?;
        let tone = if refused == "0" { Tone::Success } else { Tone::Warning };
        Some(view! { <Alert tone title=format!("{done} changed, {refused} refused.") /> }.into_any())
    };
    view! {
        <div aria-live="polite">
            {move || match action.value().get() {
                Some(Ok(outcomes)) => Some(view! { <Outcomes outcomes /> }.into_any()),
                _ => counted(),
            }}
        </div>
    }
}

#[component]
fn Outcomes(outcomes: Vec<BulkOutcome>) -> impl IntoView {
    let done = outcomes.iter().filter(|outcome| outcome.refused.is_none()).count();
    let refused: Vec<BulkOutcome> = outcomes.into_iter().filter(|outcome| outcome.refused.is_some()).collect();
    let tone = if refused.is_empty() { Tone::Success } else { Tone::Warning };
    let title = format!("{done} changed, {} refused.", refused.len());
    let lines = refused
        .into_iter()
        .map(|outcome| {
            view! {
                <li>
                    <strong class="font-medium">{outcome.name}</strong>
                    ": "
                    {outcome.refused}
                </li>
            }
        })
        .collect_view();
    view! {
        <Alert tone title>
            <ul class="flex flex-col gap-0.5">{lines}</ul>
        </Alert>
    }
}
