//! An invitation: a short form for a new person, a button for an existing one.

use domain::Role;
use domain::accounts::InvitePreview;
use leptos::form::ActionForm;
use leptos::prelude::*;
use ui::{AuthLayout, Button, ButtonSize, ButtonVariant, Load, TextSkeleton};

use super::LINK;
use crate::api::{AcceptInvite, JoinOrganization, list_sign_in_providers, preview_invite};
use crate::parts::{Elsewhere, FormAlert, Mailed, NewPersonFields, SignInFirst, SomebodyElse, is_done, link_token};

/// The page of an invitation's link; opening it does not use the link up.
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
        view! { <SomebodyElse email=invite.email here=here() /> }.into_any()
    } else if invite.has_account {
        view! { <SignInFirst email=invite.email here=here() end="to join" /> }.into_any()
    } else if is_done("mailed").get_untracked() {
        view! { <Mailed /> }.into_any()
    } else if invite.by_mail {
        view! { <AcceptForm email=invite.email button="Create account and join" /> }.into_any()
    } else {
        view! { <HandedLink email=invite.email /> }.into_any()
    };
    view! {
        <p class="mb-5 text-sm text-pretty text-ink">{sentence}</p>
        {way}
    }
}

#[component]
fn JoinForm(organization: String) -> impl IntoView {
    let action = ServerAction::<JoinOrganization>::new();
    kit::follow(action);
    view! {
        <FormAlert error=kit::form_error(action) />
        <ActionForm action attr:class="flex flex-col">
            <input type="hidden" name="form[token]" value=link_token() />
            <Button submit=true variant=ButtonVariant::Primary size=ButtonSize::Lg loading=kit::working(action)>
                {format!("Join {organization}")}
            </Button>
        </ActionForm>
    }
}

/// For a link that did not come by mail: the address must be confirmed before the account is active.
#[component]
fn HandedLink(email: String) -> impl IntoView {
    let words = format!("To make sure that {email} is yours, we send it a mail; its link finishes your account.");
    view! {
        <AcceptForm email button="Create account" />
        <p class="mt-5 text-sm text-pretty text-muted">{words}</p>
        <p class="mt-3 text-sm text-muted">
            "You have an account with this address? " <a href=kit::sign_in_path(&here()) class=LINK>
                "Sign in"
            </a>
        </p>
    }
}

#[component]
fn AcceptForm(email: String, button: &'static str) -> impl IntoView {
    let action = ServerAction::<AcceptInvite>::new();
    kit::follow(action);
    view! {
        <FormAlert error=kit::form_error(action) />
        <ActionForm action attr:class="flex flex-col gap-5">
            <input type="hidden" name="form[token]" value=link_token() />
            <NewPersonFields action email />
            <Button submit=true variant=ButtonVariant::Primary size=ButtonSize::Lg loading=kit::working(action)>
                {button}
            </Button>
        </ActionForm>
    }
}

fn here() -> String {
    format!("/invite/{}", link_token())
}
