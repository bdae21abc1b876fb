//! `/settings/sign-in`: whether everybody must have a second factor.

use domain::Permission;
use domain::accounts::SignInPolicy;
use kit::PageTitle;
use leptos::form::ActionForm;
use leptos::html::Form;
use leptos::prelude::*;
use ui::{
    Alert, Button, ButtonVariant, FieldErrorsSummary, FormActions, FormSection, LinkButton, Load, Notice, Page,
    PageHeader, ProofField, Switch, TextSkeleton, Tone,
};

use crate::api::{EditSignInPolicy, get_sign_in_policy};
use crate::permitted::Permitted;

/// The policy; owners change it, admins read it.
#[component]
pub fn SignInPolicyPage() -> impl IntoView {
    view! {
        <PageTitle title="Sign-in" />
        <Permitted needed=Permission::EditOrganization>
            <Whole />
        </Permitted>
    }
}

#[component]
fn Whole() -> impl IntoView {
    let action = ServerAction::<EditSignInPolicy>::new();
    let (changed, form) = (kit::successes(action), kit::cleared_after(action));
    let policy = Resource::new_blocking(move || changed.get(), |_| get_sign_in_policy());
    view! {
        <Page>
            <PageHeader title="Sign-in" description="How members prove who they are before they come in." />
            <Notice text=kit::saved(action) />
            <Load
                resource=policy
                fallback=|| view! { <TextSkeleton lines=5 /> }
                view=move |policy| view! { <Policy policy action form /> }.into_any()
            />
        </Page>
    }
}

#[component]
fn Policy(policy: SignInPolicy, action: ServerAction<EditSignInPolicy>, form: NodeRef<Form>) -> impl IntoView {
    let SignInPolicy { require_two_factor, members_with, members, may_edit, have_it } = policy;
    let count = format!("{members_with} of {members} members have set it up.");
    let first = (may_edit && !have_it && !require_two_factor).then(|| {
        view! {
            <Alert
                tone=Tone::Info
                title="Set it up for yourself first"
                action=|| view! { <LinkButton href="/account/two-factor">"Set up"</LinkButton> }
            >
                "Who asks it of others must have it."
            </Alert>
        }
    });
    let form = may_edit.then(|| view! { <PolicyForm require_two_factor action form /> });
    let state = (!may_edit).then(|| {
        let text = if require_two_factor { "Required of everybody." } else { "Everybody decides for themselves." };
        view! { <p class="text-sm text-ink">{text} " Only owners can change this."</p> }
    });
    view! {
        <FormSection
            title="Two-factor sign-in"
            description="A code of a phone besides the password. It keeps out whoever has found out a password."
        >
            <p class="text-sm text-muted">{count}</p>
            {first}
            {state}
            {form}
        </FormSection>
    }
}

#[component]
fn PolicyForm(require_two_factor: bool, action: ServerAction<EditSignInPolicy>, form: NodeRef<Form>) -> impl IntoView {
    view! {
        <FieldErrorsSummary error=kit::form_error(action) prefix="form" />
        <ActionForm action node_ref=form attr:class="flex flex-col gap-5">
            <Switch
                name="form[require_two_factor]"
                label="Require it of everybody"
                hint="Members without it are led to its set-up before they can go on. It applies at once."
                checked=require_two_factor
            />
            <ProofField error=kit::field_error(action, "proof") class="max-w-sm" />
            <FormActions>
                <Button submit=true variant=ButtonVariant::Primary loading=action.pending()>
                    "Save changes"
                </Button>
            </FormActions>
        </ActionForm>
    }
}
