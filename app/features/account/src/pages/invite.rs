//! An invitation: a short form for a new person, a button for an existing one, an explanation for an invalid link.

use domain::accounts::{InvitePreview, LinkToken, Secret, SignInProvider};
use domain::{AppError, AppResult, Role};
use leptos::form::ActionForm;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use ui::{AuthLayout, Button, ButtonSize, ButtonVariant, Load, TextSkeleton};

use super::LINK;
use crate::api::{AcceptInvite, JoinOrganization, list_sign_in_providers, preview_invite};
use crate::parts::{
    DeadLink, FormAlert, Mailed, NewPersonFields, SignInFirst, SomebodyElse, is_done, link_token, provider_buttons,
};

/// What an invitation's link opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Opened {
    invite: InvitePreview,
    /// The providers to accept it with; none for people who are signed in.
    providers: Vec<SignInProvider>,
}

/// The page of an invitation's link; opening it does not use the link up.
#[component]
pub fn InvitePage() -> impl IntoView {
    let query = LinkToken { token: Secret::new(link_token()) };
    let opened = Resource::new_blocking(move || query.clone(), open);
    view! {
        <kit::PageTitle title="Invitation" />
        <AuthLayout title="Invitation" brand=kit::platform_name()>
            <Load resource=opened fallback=|| view! { <TextSkeleton lines=4 /> } view=invitation />
        </AuthLayout>
    }
}

/// None for a link that was used, has expired or never existed.
async fn open(query: LinkToken) -> AppResult<Option<Opened>> {
    let invite = match preview_invite(query).await {
        Ok(invite) => invite,
        Err(AppError::Conflict { .. }) => return Ok(None),
        Err(error) => return Err(error),
    };
    let providers = if invite.is_signed_in { Vec::new() } else { list_sign_in_providers().await? };
    Ok(Some(Opened { invite, providers }))
}

fn invitation(opened: Option<Opened>) -> AnyView {
    let Some(Opened { invite, providers }) = opened else {
        let text = "It has expired or was used already. Ask whoever invited you for another one.";
        return view! { <DeadLink title="This link is not valid" text /> }.into_any();
    };
    view! {
        <Invitation invite />
        {provider_buttons(providers, &here(), &link_token())}
    }
    .into_any()
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
