//! `/settings`: name, address, time zone and colour of the organisation.

use domain::organizations::{EditOrganization, OrganizationSettings};
use kit::PageTitle;
use leptos::prelude::*;
use ui::{
    Alert, Button, ButtonVariant, ColourInput, Field, FieldErrorsSummary, FormActions, FormSection, Load, Notice, Page,
    PageHeader, Select, SelectOption, TextInput, TextSkeleton, Tone,
};

use crate::api::{EditOrganizationSettings, get_organization_settings};

const PATH: &str = "/api/organization/edit";

/// The settings of the organisation; members read them, owners and admins change them.
#[component]
pub fn OrganizationSettingsPage() -> impl IntoView {
    let action = ServerAction::<EditOrganizationSettings>::new();
    let settings = Resource::new_blocking(move || action.version().get(), |_| get_organization_settings());
    let viewer = kit::use_viewer();
    // The shell shows the organisation's name and colour too.
    Effect::new(move |_| {
        if action.version().get() > 0 {
            viewer.refetch();
        }
    });
    view! {
        <PageTitle title="Settings" />
        <Page>
            <PageHeader title="Settings" description="How your organisation is called and how it looks." />
            <Load
                resource=settings
                fallback=|| view! { <TextSkeleton lines=6 /> }
                view=move |settings| view! { <SettingsForm settings action /> }.into_any()
            />
        </Page>
    }
}

#[component]
fn SettingsForm(settings: OrganizationSettings, action: ServerAction<EditOrganizationSettings>) -> impl IntoView {
    let OrganizationSettings { settings, time_zones, may_edit } = settings;
    let error = kit::form_error(action);
    view! {
        {(!may_edit)
            .then(|| view! { <Alert tone=Tone::Info title="Only owners and admins can change these settings." /> })}
        <Notice text=kit::saved(action) />
        <FieldErrorsSummary error prefix="form" />
        <ActionForm action>
            <fieldset disabled=!may_edit class="contents">
                <Identity settings=settings.clone() action />
                <Looks settings time_zones action />
                {may_edit
                    .then(|| {
                        view! {
                            <FormSection title="">
                                <FormActions>
                                    <Button submit=true variant=ButtonVariant::Primary loading=action.pending()>
                                        "Save changes"
                                    </Button>
                                </FormActions>
                            </FormSection>
                        }
                    })}
            </fieldset>
        </ActionForm>
    }
}

#[component]
fn Identity(settings: EditOrganization, action: ServerAction<EditOrganizationSettings>) -> impl IntoView {
    view! {
        <FormSection
            title="Organisation"
            description="The name that members see, and the word that stands for it in addresses."
        >
            <Field name="form[name]" label="Name" required=true error=kit::field_error(action, "name")>
                <TextInput value=kept("form[name]", settings.name) max_length=120u32 autocomplete="organization" />
            </Field>
            <Field
                name="form[slug]"
                label="Address"
                hint="Lower-case letters, digits and hyphens, such as bright-coaching."
                required=true
                error=kit::field_error(action, "slug")
            >
                <TextInput value=kept("form[slug]", settings.slug) max_length=48u32 autocomplete="off" />
            </Field>
        </FormSection>
    }
}

#[component]
fn Looks(
    settings: EditOrganization,
    time_zones: Vec<String>,
    action: ServerAction<EditOrganizationSettings>,
) -> impl IntoView {
    let options = time_zones.into_iter().map(|zone| SelectOption::new(zone.clone(), zone.replace('_', " "))).collect();
    view! {
        <FormSection
            title="Time and colour"
            description="Times are shown in this zone. Buttons and links take this colour, in light and dark."
        >
            <Field name="form[time_zone]" label="Time zone" required=true error=kit::field_error(action, "time_zone")>
                <Select options value=kept("form[time_zone]", settings.time_zone) />
            </Field>
            <Field
                name="form[accent]"
                label="Accent colour"
                hint="A colour such as #4f46e5. Its shades are chosen so that text on it stays readable."
                required=true
                error=kit::field_error(action, "accent")
            >
                <ColourInput value=kept("form[accent]", settings.accent) />
            </Field>
        </FormSection>
    }
}

/// The text typed before a failed submission without JavaScript, or else the stored value.
fn kept(field: &str, stored: String) -> String {
    kit::typed_or(PATH, field, stored)
}
