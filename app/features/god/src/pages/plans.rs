//! `/god-dashboard/plans`: the limits and prices of each plan.

use god_domain::{EditPlan as PlanForm, PlanView};
use kit::PageTitle;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use ui::{
    Button, ButtonVariant, Card, Field, FieldErrorsSummary, InputKind, Load, Notice, Page, PageHeader, PageWidth,
    StepUpField, TextArea, TextInput, TextSkeleton,
};

use crate::api::{EditPlan, list_plans};

/// Every plan as a form of its own.
#[component]
pub fn PlansPage() -> impl IntoView {
    let action = ServerAction::<EditPlan>::new();
    let (changed, sent) = (kit::successes(action), sent_plan(action));
    let plans = Resource::new_blocking(move || changed.get(), |_| list_plans());
    let cards = move |plans: Vec<PlanView>| {
        let cards = plans.into_iter().map(|plan| view! { <PlanCard plan action sent /> }).collect_view();
        view! { <div class="grid gap-5 lg:grid-cols-3">{cards}</div> }.into_any()
    };
    view! {
        <PageTitle title="Plans" />
        <Page width=PageWidth::Wide>
            <PageHeader
                title="Plans"
                description="Limits hold at once for everyone on the plan. A new price is for those who come to it from now on."
            />
            <Notice text=kit::saved(action) />
            <Load resource=plans fallback=|| view! { <TextSkeleton lines=10 /> } view=cards />
        </Page>
    }
}

/// The key of the plan whose form was sent last; empty before that. The forms share one action.
fn sent_plan(action: ServerAction<EditPlan>) -> Memo<String> {
    // After a plain form, the browser knows only what the server has read.
    let plainly = SharedValue::new(|| kit::typed(EditPlan::PATH, "form[key]")).into_inner();
    let input = action.input();
    Memo::new(move |before: Option<&String>| {
        let now = input.with(|input| input.as_ref().map(|input| input.form.key.clone()));
        now.unwrap_or_else(|| before.unwrap_or(&plainly).clone())
    })
}

#[component]
fn PlanCard(plan: PlanView, action: ServerAction<EditPlan>, sent: Memo<String>) -> impl IntoView {
    let form = kept(&plan);
    let key = plan.key.clone();
    let is_mine = Memo::new(move |_| sent.with(|sent| *sent == key));
    let error = kit::form_error(action);
    let mine = Signal::derive(move || error.get().filter(|_| is_mine.get()));
    let proof = kit::step_up(action);
    let asked = Signal::derive(move || is_mine.get() && proof.asked.get());
    let proof_id = format!("{}-proof", plan.key);
    let people = match plan.organizations {
        1 => "1 organisation".to_owned(),
        many => format!("{} organisations", domain::figures::count(many)),
    };
    view! {
        <Card title=plan.name description=people>
            <ActionForm action attr:class="flex flex-col gap-4">
                <FieldErrorsSummary error=mine prefix="form" />
                <input type="hidden" name="form[key]" value=plan.key.clone() />
                <input type="hidden" name="form[version]" value=plan.version.to_string() />
                <PlanFields form error=mine />
                <StepUpField asked error=proof.error id=proof_id />
                <Button submit=true variant=ButtonVariant::Primary loading=action.pending()>
                    "Save"
                </Button>
            </ActionForm>
        </Card>
    }
}

#[component]
fn PlanFields(form: PlanForm, error: Signal<Option<domain::AppError>>) -> impl IntoView {
    let wrong = move |field: &'static str| {
        Signal::derive(move || error.with(|error| error.as_ref()?.fields()?.get(field).map(str::to_owned)))
    };
    let key = form.key.clone();
    let id = move |field: &str| format!("{key}-{field}");
    view! {
        <Field name="form[name]" id=id("name") label="Name" required=true error=wrong("name")>
            <TextInput value=form.name.clone() max_length=60u32 />
        </Field>
        <Field name="form[price]" id=id("price") label="Price a month, in dollars" required=true error=wrong("price")>
            <TextInput value=form.price.clone() />
        </Field>
        <Field name="form[seats]" id=id("seats") label="Seats" hint="Empty: no limit" error=wrong("seats")>
            <TextInput kind=InputKind::Number min="1" value=form.seats.clone() />
        </Field>
        <Field
            name="form[storage_gb]"
            id=id("storage")
            label="Storage in GB"
            hint="Empty: no limit"
            error=wrong("storage_gb")
        >
            <TextInput kind=InputKind::Number min="0" value=form.storage_gb.clone() />
        </Field>
        <Field
            name="form[ai_budget]"
            id=id("budget")
            label="AI budget a month, in dollars"
            hint="Empty: no limit"
            error=wrong("ai_budget")
        >
            <TextInput value=form.ai_budget.clone() />
        </Field>
        <Field name="form[features]" id=id("features") label="Features" hint="One a line" error=wrong("features")>
            <TextArea rows=4 value=form.features.clone() />
        </Field>
    }
}

/// The stored value, or the text typed into this plan's form when a plain post of it failed.
fn kept(plan: &PlanView) -> PlanForm {
    let stored = plan.form();
    if kit::typed(EditPlan::PATH, "form[key]") != plan.key {
        return stored;
    }
    let typed = |field: &str| kit::typed(EditPlan::PATH, &format!("form[{field}]"));
    PlanForm {
        name: typed("name"),
        seats: typed("seats"),
        storage_gb: typed("storage_gb"),
        ai_budget: typed("ai_budget"),
        price: typed("price"),
        features: typed("features"),
        ..stored
    }
}
