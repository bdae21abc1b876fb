//! `/god-dashboard/view-as?organization=…&person=…&from=…`: asks for the person and the reason.

use domain::AppError;
use domain::closures::OneOrganization;
use domain::ids::OrganizationId;
use domain::impersonation::{GOD_START, LONGEST_MINUTES, ViewAsChoice, ViewAsPerson};
use kit::PageTitle;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;
use ui::{
    Alert, Button, ButtonVariant, Card, EmptyState, Field, FieldErrorsSummary, FormActions, IconName, LinkButton, Load,
    Page, PageHeader, PageWidth, ProofField, Select, SelectOption, TextArea, TextSkeleton, Tone,
};

use crate::api::{ViewAs, view_as_choice};

/// The form that starts to view as somebody of an organisation.
#[component]
pub fn ViewAsPage() -> impl IntoView {
    let query = use_query_map();
    let asked = move |key: &str| query.with_untracked(|query| query.get(key)).unwrap_or_default();
    let organization = Memo::new(move |_| {
        query.with(|query| query.get("organization")).and_then(|id| id.parse::<OrganizationId>().ok())
    });
    let choice = Resource::new_blocking(
        move || organization.get(),
        |organization| async move {
            let organization = organization.ok_or(AppError::NotFound)?;
            view_as_choice(OneOrganization { organization }).await.map(|choice| (organization, choice))
        },
    );
    let (person, from) = (asked("person"), asked("from"));
    view! {
        <PageTitle title="View as" />
        <Page width=PageWidth::Narrow>
            <Load
                resource=choice
                fallback=|| view! { <TextSkeleton lines=6 /> }
                view=move |(organization, choice)| {
                    let (person, from) = (person.clone(), from.clone());
                    view! { <Form organization choice person from /> }.into_any()
                }
            />
        </Page>
    }
}

#[component]
fn Form(organization: OrganizationId, choice: ViewAsChoice, person: String, from: String) -> impl IntoView {
    let action = ServerAction::<ViewAs>::new();
    kit::follow(action);
    let back = if from.starts_with("/god-dashboard") { from } else { GOD_START.to_owned() };
    let description =
        format!("You will see {} as this person sees it, for {LONGEST_MINUTES} minutes at most.", choice.organization);
    let nobody = choice.people.is_empty();
    let first = choice.people.first().map(|person| person.id.to_string()).unwrap_or_default();
    let chosen = [kit::typed(ViewAs::PATH, "form[subject]"), person, first];
    let chosen = chosen.into_iter().find(|id| !id.is_empty()).unwrap_or_default();
    let cancel = back.clone();
    view! {
        <PageHeader title=format!("View {} as …", choice.organization) description />
        {nobody
            .then(|| {
                view! {
                    <EmptyState
                        icon=IconName::Users
                        title="Nobody to view as"
                        text="This organisation has no people but operators yet."
                    />
                }
            })}
        {(!nobody)
            .then(|| {
                view! {
                    <FieldErrorsSummary error=kit::form_error(action) prefix="form" />
                    <Card>
                        <ActionForm action attr:class="flex flex-col gap-5">
                            <input type="hidden" name="form[organization]" value=organization.to_string() />
                            <input type="hidden" name="form[return_to]" value=back />
                            <Fields people=choice.people chosen action />
                            <FormActions>
                                <Button submit=true variant=ButtonVariant::Primary loading=kit::working(action)>
                                    "View as this person"
                                </Button>
                                <LinkButton href=cancel>"Cancel"</LinkButton>
                            </FormActions>
                        </ActionForm>
                    </Card>
                }
            })}
    }
}

#[component]
fn Fields(people: Vec<ViewAsPerson>, chosen: String, action: ServerAction<ViewAs>) -> impl IntoView {
    let options = people
        .into_iter()
        .map(|person| {
            let label = format!("{} ({}) · {}", person.name, person.email, person.role.label());
            SelectOption::new(person.id.to_string(), label)
        })
        .collect();
    view! {
        <Alert tone=Tone::Warning title="The organisation will know">
            "Beginning, end and reason stand in its audit log, and its owners get a mail unless they turned that off."
        </Alert>
        <Field name="form[subject]" label="Person" required=true error=kit::field_error(action, "subject")>
            <Select options value=chosen required=true />
        </Field>
        <Field
            name="form[reason]"
            label="Reason"
            hint="The people of the organisation will read it."
            required=true
            error=kit::field_error(action, "reason")
        >
            <TextArea value=kit::typed(ViewAs::PATH, "form[reason]") max_length=500u32 required=true />
        </Field>
        <ProofField error=kit::field_error(action, "proof") />
    }
}
