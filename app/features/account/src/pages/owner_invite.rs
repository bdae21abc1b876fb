//! An owner invitation: a short form for a new person, a button for an existing one, an explanation for an invalid
//! link.

use domain::accounts::{LinkToken, Secret};
use domain::invites::{LiveOwnerInvite, OwnerInviteView};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::{AuthLayout, Button, ButtonSize, ButtonVariant, Load, TextSkeleton};

use crate::api::{AcceptOwnerInvite, JoinAsOwner, open_owner_invite, preview_owner_invite};
use crate::parts::{DeadLink, FormAlert, NewPersonFields, SignInFirst, SomebodyElse, link_token};

/// The page of an owner invitation's link; opening it does not use the link up.
#[component]
pub fn OwnerInvitePage() -> impl IntoView {
    let query = LinkToken { token: Secret::new(link_token()) };
    let seen = query.clone();
    let invite = Resource::new_blocking(move || query.clone(), preview_owner_invite);
    // Tells the operator that somebody has opened it. Mail scanners fetch the page but rarely run its code.
    Effect::new(move |_| {
        let seen = seen.clone();
        spawn_local(async move {
            let _nobody_waits = open_owner_invite(seen).await;
        });
    });
    view! {
        <kit::PageTitle title="Invitation" />
        <AuthLayout title="Open your organisation" brand=kit::platform_name()>
            <Load resource=invite fallback=|| view! { <TextSkeleton lines=4 /> } view=invitation />
        </AuthLayout>
    }
}

fn invitation(view: OwnerInviteView) -> AnyView {
    let (title, text) = match view {
        OwnerInviteView::Live(invite) => return view! { <Live invite /> }.into_any(),
        OwnerInviteView::Used => {
            ("This invitation has been accepted already", "If it was you, sign in: your organisation is there.")
        }
        OwnerInviteView::Expired => ("This invitation has expired", "Ask whoever invited you to send it again."),
        OwnerInviteView::Revoked => ("This invitation was withdrawn", "Ask whoever invited you for another one."),
        OwnerInviteView::Unknown => (
            "This link is not valid",
            "It may be incomplete, or a later mail has replaced it. Open the link of the latest mail.",
        ),
    };
    view! { <DeadLink title text /> }.into_any()
}

#[component]
fn Live(invite: LiveOwnerInvite) -> impl IntoView {
    let LiveOwnerInvite { organization, email, plan, has_account, is_yours, is_signed_in } = invite;
    let sentence = format!("{} invites you to open {organization}, on the plan {plan}.", kit::platform_name());
    let way = if is_yours {
        view! { <JoinForm organization /> }.into_any()
    } else if is_signed_in {
        view! { <SomebodyElse email here=here() /> }.into_any()
    } else if has_account {
        view! { <SignInFirst email here=here() end="to go on" /> }.into_any()
    } else {
        view! { <AcceptForm email organization /> }.into_any()
    };
    view! {
        <p class="mb-5 text-sm text-pretty text-ink">{sentence}</p>
        {way}
    }
}

#[component]
fn JoinForm(organization: String) -> impl IntoView {
    let action = ServerAction::<JoinAsOwner>::new();
    kit::follow(action);
    view! {
        <FormAlert error=kit::form_error(action) />
        <ActionForm action attr:class="flex flex-col">
            <input type="hidden" name="form[token]" value=link_token() />
            <Button submit=true variant=ButtonVariant::Primary size=ButtonSize::Lg loading=kit::working(action)>
                {format!("Open {organization}")}
            </Button>
        </ActionForm>
    }
}

#[component]
fn AcceptForm(email: String, organization: String) -> impl IntoView {
    let action = ServerAction::<AcceptOwnerInvite>::new();
    kit::follow(action);
    view! {
        <FormAlert error=kit::form_error(action) />
        <ActionForm action attr:class="flex flex-col gap-5">
            <input type="hidden" name="form[token]" value=link_token() />
            <NewPersonFields action email />
            <Button submit=true variant=ButtonVariant::Primary size=ButtonSize::Lg loading=kit::working(action)>
                {format!("Open {organization}")}
            </Button>
        </ActionForm>
    }
}

fn here() -> String {
    format!("/signup/{}", link_token())
}
