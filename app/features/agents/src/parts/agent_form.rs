//! The form that edits an agent.

use agents_domain::{AgentSettings, EditAgent, ModelChoice};
use leptos::prelude::*;
use ui::{
    Alert, Button, ButtonVariant, Crumb, Field, FieldErrorsSummary, FormActions, FormSection, InputKind, LinkButton,
    Notice, PageHeader, Select, SelectOption, TextArea, TextInput, Tone,
};

use crate::api::EditAgentSettings;

const PATH: &str = "/api/agents/edit";

/// The settings of an agent.
#[component]
pub fn AgentForm(
    settings: AgentSettings,
    action: ServerAction<EditAgentSettings>,
    saved: Signal<Option<&'static str>>,
) -> impl IntoView {
    let AgentSettings { agent, models, default_model } = settings;
    let crumbs = vec![Crumb::link("Agents", "/agents"), Crumb::here(agent.name.clone())];
    let title = agent.name.clone();
    let error = kit::form_error(action);
    let no_model = models.is_empty();
    view! {
        <PageHeader title crumbs description="Instructions and model. Changes apply from the next answer on." />
        {no_model.then(|| view! { <NoModel /> })}
        <Notice text=saved />
        <FieldErrorsSummary error prefix="form" />
        <ActionForm action>
            <input type="hidden" name="form[id]" value=agent.id.to_string() />
            <input type="hidden" name="form[version]" value=agent.version.to_string() />
            <Instructions agent=agent.clone() action />
            <ModelFields agent models default_model action />
            <Actions action />
        </ActionForm>
    }
}

#[component]
fn NoModel() -> impl IntoView {
    view! {
        <Alert tone=Tone::Warning title="No model can answer here">
            "The operator has configured no AI provider and switched the embedded demo model off."
        </Alert>
    }
}

#[component]
fn Actions(action: ServerAction<EditAgentSettings>) -> impl IntoView {
    view! {
        <FormSection title="">
            <FormActions>
                <Button submit=true variant=ButtonVariant::Primary loading=action.pending()>
                    "Save changes"
                </Button>
                <LinkButton href="/chat" variant=ButtonVariant::Ghost>
                    "Try it in the chat"
                </LinkButton>
            </FormActions>
        </FormSection>
    }
}

#[component]
fn Instructions(agent: EditAgent, action: ServerAction<EditAgentSettings>) -> impl IntoView {
    view! {
        <FormSection
            title="Instructions"
            description="Who the agent is and how it should answer. Members do not see this text."
        >
            <Field name="form[name]" label="Name" required=true error=kit::field_error(action, "name")>
                <TextInput value=kept("form[name]", agent.name) max_length=80u32 autocomplete="off" />
            </Field>
            <Field
                name="form[system_prompt]"
                label="System prompt"
                hint="Up to 20,000 characters."
                error=kit::field_error(action, "system_prompt")
            >
                <TextArea value=kept("form[system_prompt]", agent.system_prompt) rows=8 />
            </Field>
        </FormSection>
    }
}

#[component]
fn ModelFields(
    agent: EditAgent,
    models: Vec<ModelChoice>,
    default_model: Option<String>,
    action: ServerAction<EditAgentSettings>,
) -> impl IntoView {
    let chosen = kept("form[model]", agent.model);
    let options = options(&models, default_model, &chosen);
    view! {
        <FormSection title="Model" description="Which model answers, how freely, and how much at most.">
            <Field name="form[model]" label="Model" error=kit::field_error(action, "model")>
                <Select options value=chosen />
            </Field>
            <div class="grid gap-5 sm:grid-cols-2">
                <Field
                    name="form[temperature]"
                    label="Temperature"
                    hint="0 is exact, 1 is free, 2 is wild."
                    required=true
                    error=kit::field_error(action, "temperature")
                >
                    <TextInput
                        kind=InputKind::Number
                        value=kept("form[temperature]", agent.temperature)
                        min="0"
                        max="2"
                        step="0.05"
                    />
                </Field>
                <Field
                    name="form[max_tokens]"
                    label="Longest answer, in tokens"
                    hint="A token is about four letters."
                    required=true
                    error=kit::field_error(action, "max_tokens")
                >
                    <TextInput
                        kind=InputKind::Number
                        value=kept("form[max_tokens]", agent.max_tokens)
                        min="1"
                        max="32000"
                        step="1"
                    />
                </Field>
            </div>
        </FormSection>
    }
}

/// The text typed before a failed submission without JavaScript, or else the stored value.
fn kept(field: &str, stored: String) -> String {
    kit::typed_or(PATH, field, stored)
}

/// The models to choose from; a stored model that no longer exists stays listed, so that saving does not change it
/// silently.
fn options(models: &[ModelChoice], default_model: Option<String>, chosen: &str) -> Vec<SelectOption> {
    let default = default_model
        .map_or_else(|| "The platform's default".to_owned(), |label| format!("The platform's default ({label})"));
    let mut options = vec![SelectOption::new("", default)];
    options.extend(models.iter().map(|model| {
        let demo = if model.is_demo { ", demo" } else { "" };
        SelectOption::new(model.id.clone(), format!("{} ({}{demo})", model.label, model.provider))
    }));
    if !chosen.is_empty() && !models.iter().any(|model| model.id == chosen) {
        options.push(SelectOption::new(chosen, format!("{chosen} (not available)")));
    }
    options
}
