//! An invitation: for a new person a short form, for a known one a button.

use domain::Role;
use domain::accounts::InvitePreview;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use ui::{
    Alert, AuthLayout, Button, ButtonSize, ButtonVariant, Field, InputKind, LinkButton, Load, PasswordInput, TextInput,
    TextSkeleton, Tone,
};

use crate::api::{AcceptInvite, JoinOrganization, list_sign_in_providers, preview_invite};
use crate::parts::{Elsewhere, FormAlert, SignOutForm, follow, link_token, working};

/// What the link in an invitation opens; opening it uses nothing up.
#[component]
pub fn InvitePage() -> impl IntoView {
    let token = link_token();
    let query = domain::accounts::LinkToken { token: domain::accounts::Secret::new(token) };
    let invite = Resource::new_blocking(move || query.clone(), preview_invite);
    let providers = Resource::new_blocking(|| (), |()| list_sign_in_providers());
    let signed_in = kit::known_viewer().with_untracked(Option::is_some);
    view! {
        <kit::PageTitle title="Invitation" />
        <AuthLayout title="You are invited" brand=kit::platform_name()>
            <Load resource=invite fallback=|| view! { <TextSkeleton lines=4 /> } view=invitation />
            {(!signed_in).then(|| view! { <Elsewhere providers next=here() invite=link_token() /> })}
        </AuthLayout>
    }
}

fn invitation(invite: InvitePreview) -> AnyView {
    view! { <Invitation invite /> }.into_any()
}

#[component]
fn Invitation(invite: InvitePreview) -> impl IntoView {
    let inviter = invite.inviter.clone().unwrap_or_else(|| "Somebody".to_owned());
    let role = match invite.role {
        Role::Owner => "an owner",
        Role::Admin => "an admin",
        Role::Member => "a member",
    };
    let sentence = format!("{inviter} invites you to join {} as {role}.", invite.organization);
    let way = if invite.is_yours {
        view! { <JoinForm organization=invite.organization /> }.into_any()
    } else if invite.is_signed_in {
        view! { <SomebodyElse email=invite.email /> }.into_any()
    } else if invite.has_account {
        view! { <SignInFirst email=invite.email /> }.into_any()
    } else {
        view! { <AcceptForm email=invite.email /> }.into_any()
    };
    view! {
        <p class="mb-5 text-sm text-pretty text-ink">{sentence}</p>
        {way}
    }
}

#[component]
fn JoinForm(organization: String) -> impl IntoView {
    let action = ServerAction::<JoinOrganization>::new();
    follow(action);
    view! {
        <FormAlert error=kit::form_error(action) />
        <ActionForm action attr:class="flex flex-col">
            <input type="hidden" name="form[token]" value=link_token() />
            <Button submit=true variant=ButtonVariant::Primary size=ButtonSize::Lg loading=working(action)>
                {format!("Join {organization}")}
            </Button>
        </ActionForm>
    }
}

#[component]
fn SomebodyElse(email: String) -> impl IntoView {
    let title = format!("This invitation is for {email}");
    view! {
        <Alert tone=Tone::Warning title=title class="mb-5">
            "You are signed in with another address. Sign out to go on with the invited one."
        </Alert>
        <SignOutForm next=here() class="flex flex-col">
            <Button submit=true size=ButtonSize::Lg>
                "Sign out and go on"
            </Button>
        </SignOutForm>
    }
}

#[component]
fn SignInFirst(email: String) -> impl IntoView {
    view! {
        <p class="mb-5 text-sm text-muted">{email} " has an account already. Sign in with it to join."</p>
        <LinkButton href=kit::sign_in_path(&here()) variant=ButtonVariant::Primary size=ButtonSize::Lg class="w-full">
            "Sign in to join"
        </LinkButton>
    }
}

#[component]
fn AcceptForm(email: String) -> impl IntoView {
    let action = ServerAction::<AcceptInvite>::new();
    follow(action);
    view! {
        <FormAlert error=kit::form_error(action) />
        <ActionForm action attr:class="flex flex-col gap-5">
            <input type="hidden" name="form[token]" value=link_token() />
            <Field name="email" label="E-mail" hint="The invitation belongs to this address.">
                <TextInput kind=InputKind::Email value=email autocomplete="username" readonly=true />
            </Field>
            <Field name="form[name]" label="Your name" required=true error=kit::field_error(action, "name")>
                <TextInput
                    value=kit::typed(AcceptInvite::PATH, "form[name]")
                    autocomplete="name"
                    autofocus=true
                    max_length=120_u32
                />
            </Field>
            <Field
                name="form[password]"
                label="Password"
                hint="At least 8 characters. A few unrelated words make a good one."
                required=true
                error=kit::field_error(action, "password")
            >
                <PasswordInput autocomplete="new-password" min_length=8_u32 />
            </Field>
            <Button submit=true variant=ButtonVariant::Primary size=ButtonSize::Lg loading=working(action)>
                "Create account and join"
            </Button>
        </ActionForm>
    }
}

fn here() -> String {
    format!("/sign-up/{}", link_token())
}
