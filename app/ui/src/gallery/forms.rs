//! Form controls, alone and as a form with errors.

use domain::{AppError, FieldErrors};
use leptos::prelude::*;

use super::pieces::Area;
use crate::{
    Button, ButtonVariant, Card, Checkbox, ColourInput, Field, FieldErrorsSummary, FormActions, FormSection, IconName,
    InputKind, PasswordInput, RadioGroup, RadioOption, Select, SelectOption, Switch, TextArea, TextInput, error_of,
};

#[component]
pub fn Forms() -> impl IntoView {
    view! {
        <Area id="forms" title="Forms">
            <div class="grid items-start gap-5 lg:grid-cols-2">
                <TextControls />
                <Choices />
            </div>
            <WithErrors />
            <Sections />
        </Area>
    }
}

#[component]
fn TextControls() -> impl IntoView {
    view! {
        <Card title="Text">
            <div class="flex flex-col gap-5">
                <Field name="plain" label="Name" hint="As members will see it." required=true>
                    <TextInput placeholder="Morning coach" />
                </Field>
                <Field name="email" label="E-mail" optional=true>
                    <TextInput kind=InputKind::Email icon=IconName::Mail value="ada@example.com" />
                </Field>
                <Field
                    name="password"
                    label="Password"
                    aside=|| {
                        view! {
                            <a href="#forms" class="text-accent-ink hover:underline">
                                "Forgot it?"
                            </a>
                        }
                    }
                >
                    <PasswordInput />
                </Field>
                <Field name="wrong" label="Web address" error=Some("This address does not answer.".to_owned())>
                    <TextInput kind=InputKind::Url value="https://" />
                </Field>
                <Field name="locked" label="Identifier">
                    <TextInput value="org_2f81" disabled=true />
                </Field>
                <Field name="colour" label="Colour">
                    <ColourInput value="#4f46e5" />
                </Field>
                <Field name="prompt" label="System prompt" hint="Grows as you write.">
                    <TextArea monospace=true value="You are a calm, practical coach.\nAnswer in short steps." />
                </Field>
            </div>
        </Card>
    }
}

#[component]
fn Choices() -> impl IntoView {
    let models = vec![SelectOption::new("small", "Small, quick"), SelectOption::new("large", "Large, thorough")];
    let roles = vec![
        RadioOption::new("member", "Member").hint("Chats with agents and takes courses."),
        RadioOption::new("admin", "Admin").hint("Also builds agents and invites people."),
    ];
    view! {
        <Card title="Choices">
            <div class="flex flex-col gap-5">
                <Field name="model" label="Model">
                    <Select options=models value="large" />
                </Field>
                <RadioGroup name="role" legend="Role" options=roles value="member" />
                <Checkbox name="news" label="Send me news" hint="Once a month at most." checked=true />
                <Checkbox name="terms" label="I agree to the terms" />
                <Checkbox name="frozen" label="Decided by your organisation" checked=true disabled=true />
                <Switch name="open" label="Open sign-up" hint="Anybody may join without an invitation." checked=true />
                <Switch name="quiet" label="Quiet hours" />
            </div>
        </Card>
    }
}

#[component]
fn WithErrors() -> impl IntoView {
    let mut errors = FieldErrors::of("summary-name", "Give the organisation a name.");
    errors.add("summary-slug", "Use letters, digits and dashes.");
    let error = Signal::stored(Some(AppError::Invalid(errors)));
    view! {
        <Card title="A form that came back">
            <form class="flex max-w-xl flex-col gap-5">
                <FieldErrorsSummary error />
                <Field name="summary-name" label="Name" required=true error=error_of(error, "summary-name")>
                    <TextInput />
                </Field>
                <Field
                    name="summary-slug"
                    label="Short name"
                    hint="Part of your address."
                    error=error_of(error, "summary-slug")
                >
                    <TextInput value="My org!" />
                </Field>
                <FormActions>
                    <Button variant=ButtonVariant::Primary>"Save changes"</Button>
                    <Button>"Cancel"</Button>
                </FormActions>
            </form>
        </Card>
    }
}

#[component]
fn Sections() -> impl IntoView {
    view! {
        <Card title="Settings in sections">
            <FormSection title="Profile" description="What other people in your organisation see.">
                <Field name="section-name" label="Full name">
                    <TextInput value="Ada Lovelace" />
                </Field>
            </FormSection>
            <FormSection title="Time zone" description="Used for bookings and reminders.">
                <Field name="section-zone" label="Time zone" hide_label=true>
                    <Select options=vec![SelectOption::new("Europe/Berlin", "Europe/Berlin")] />
                </Field>
            </FormSection>
        </Card>
    }
}
