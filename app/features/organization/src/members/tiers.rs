//! `/settings/members/tiers`: the organisation's names for its member tiers.

use domain::Permission;
use domain::members::TierNames;
use kit::PageTitle;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use ui::{
    Button, ButtonVariant, Field, FieldErrorsSummary, FormActions, FormSection, Load, Notice, Page, PageHeader,
    TextInput, TextSkeleton,
};

use super::api::{NameTiers, get_tier_names};
use super::sections::{Section, Sections};

type Action = ServerAction<NameTiers>;

/// Three names; members read them, owners and admins change them.
#[component]
pub fn TiersPage() -> impl IntoView {
    let action = Action::new();
    let names = Resource::new_blocking(|| (), |()| get_tier_names());
    view! {
        <PageTitle title="Member tiers" />
        <Page>
            <PageHeader title="Tiers" description="What your members have of your offer, in your own words." />
            <Sections here=Section::Tiers />
            <Notice text=kit::saved(action) />
            <Load
                resource=names
                fallback=|| view! { <TextSkeleton lines=5 /> }
                view=move |names| view! { <TiersForm names action /> }.into_any()
            />
        </Page>
    }
}

#[component]
fn TiersForm(names: TierNames, action: Action) -> impl IntoView {
    let viewer = kit::known_viewer();
    let may_edit = viewer.with_untracked(|viewer| viewer.as_ref().is_some_and(|v| v.may(Permission::EditOrganization)));
    let fields = [
        ("free", "form[free]", "Lowest tier", names.free),
        ("pro", "form[pro]", "Middle tier", names.pro),
        ("enterprise", "form[enterprise]", "Highest tier", names.enterprise),
    ];
    let fields = fields
        .into_iter()
        .map(|(field, name, label, stored)| {
            view! {
                <Field name=name label=label required=true error=kit::field_error(action, field)>
                    <TextInput value=kit::typed_or(NameTiers::PATH, name, stored) max_length=40u32 autocomplete="off" />
                </Field>
            }
        })
        .collect_view();
    view! {
        <FieldErrorsSummary error=kit::form_error(action) prefix="form" />
        <ActionForm action>
            <fieldset disabled=!may_edit class="contents">
                <FormSection title="Names" description="Members keep their tier when its name changes.">
                    {fields}
                    {may_edit
                        .then(|| {
                            view! {
                                <FormActions>
                                    <Button submit=true variant=ButtonVariant::Primary loading=action.pending()>
                                        "Save names"
                                    </Button>
                                </FormActions>
                            }
                        })}
                </FormSection>
            </fieldset>
        </ActionForm>
    }
}
