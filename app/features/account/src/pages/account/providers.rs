//! Accounts at providers that sign the person in.

use domain::AppResult;
use domain::accounts::{IdentityRow, SignInMethods, SignInProvider};
use kit::{Acts, RowState};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use ui::{
    Alert, Button, ButtonSize, ButtonVariant, ConfirmDialog, Dialog, DialogWidth, FieldErrorsSummary, FormSection,
    LinkButton, ListSkeleton, Load, ProofField, RowOutcome, Time, Toast, Tone, use_toasts,
};

use super::activity::Activity;
use crate::api::{BeginLink, UnlinkIdentity, list_sign_in_methods};
use crate::parts::FormAlert;

/// The section's list and forms.
#[derive(Clone, Copy)]
struct Methods {
    acts: Acts,
    list: Resource<AppResult<SignInMethods>>,
    link: ServerAction<BeginLink>,
    unlink: ServerAction<UnlinkIdentity>,
}

/// The linked accounts, and a form for each configured provider to link. Empty if there are neither.
#[component]
pub fn ElsewhereSection() -> impl IntoView {
    let (acts, toasts, away) = (Acts::new(), use_toasts(), kit::revealed());
    let unlink = acts.with_rows(|act: &UnlinkIdentity| act.form.id);
    let list = Resource::new_blocking(move || acts.done(), |_| list_sign_in_methods());
    let methods = Methods { acts, list, link: ServerAction::new(), unlink };
    kit::follow(methods.link);
    kit::outcome(unlink, move |()| toasts.show(Toast::success("The account is unlinked.")));
    if let Some(activity) = use_context::<Activity>() {
        kit::outcome(unlink, move |()| activity.read_again());
    }
    view! {
        {away.filter(|url| url.starts_with("http")).map(|url| view! { <GoOn url /> })}
        <Load
            resource=methods.list
            fallback=|| view! { <ListSkeleton rows=1 /> }
            view=move |list| view! { <Section list methods /> }.into_any()
        />
    }
}

/// Shown after a plain form, which may not lead to another site by itself.
#[component]
fn GoOn(url: String) -> impl IntoView {
    view! {
        <Alert
            tone=Tone::Info
            title="One more step"
            action=move || {
                view! {
                    <LinkButton href=url external=true>
                        "Go on to the provider"
                    </LinkButton>
                }
            }
        >
            "Sign in there with the account that you want to link."
        </Alert>
    }
}

#[component]
fn Section(list: SignInMethods, methods: Methods) -> impl IntoView {
    let SignInMethods { identities, providers } = list;
    if identities.is_empty() && providers.is_empty() {
        return ().into_any();
    }
    let strays = methods.acts.strays(identities.iter().map(|identity| identity.id));
    let rows = identities.into_iter().map(|identity| view! { <Identity identity methods /> }).collect_view();
    let links = providers.into_iter().map(|provider| view! { <Link provider methods /> }).collect_view();
    view! {
        <FormSection title="Sign-in elsewhere" description="Accounts of other providers that sign you in here.">
            <FieldErrorsSummary error=strays />
            <ul class="divide-y divide-line rounded-xl border border-line bg-surface empty:hidden">{rows}</ul>
            <div class="flex flex-wrap gap-3 empty:hidden">{links}</div>
        </FormSection>
    }
    .into_any()
}

#[component]
fn Identity(identity: IdentityRow, methods: Methods) -> impl IntoView {
    let IdentityRow { id, provider, email, linked, last_used } = identity;
    let dialog = format!("unlink-{id}");
    let title = format!("Unlink {provider}?");
    let RowState { error, is_refused, .. } = methods.acts.row(id);
    let used = last_used.map(|used| {
        view! {
            ", last used "
            <Time moment=used />
        }
    });
    view! {
        <li class="flex items-center justify-between gap-4 px-4 py-3">
            <div class="min-w-0">
                <p class="truncate text-sm font-medium text-ink">{provider}</p>
                <p class="mt-0.5 text-[13px] text-muted">
                    {email.map(|email| format!("{email}, "))} "linked " <Time moment=linked /> {used}
                </p>
                <RowOutcome error />
            </div>
            <Button opens=dialog.clone() size=ButtonSize::Sm variant=ButtonVariant::Ghost>
                "Unlink"
            </Button>
            <ConfirmDialog
                id=dialog
                title
                consequence="It can no longer sign you in. You can link it again at any time."
                confirm_label="Unlink"
                action=methods.unlink
                proof=true
                open=is_refused
            >
                <input type="hidden" name="form[id]" value=id.to_string() />
            </ConfirmDialog>
        </li>
    }
}

#[component]
fn Link(provider: SignInProvider, methods: Methods) -> impl IntoView {
    let SignInProvider { key, name } = provider;
    let dialog = format!("link-{key}");
    // Rendered open after a plain form that failed, so that its error is visible.
    let failed = Signal::stored(kit::typed(BeginLink::PATH, "form[provider]") == key);
    let description = format!("You sign in at {name} once; from then on that account signs you in here too.");
    view! {
        <Button opens=dialog.clone()>{format!("Link {name}")}</Button>
        <Dialog id=dialog.clone() title=format!("Link {name}") description width=DialogWidth::Sm open=failed>
            <FormAlert error=kit::form_error(methods.link) />
            <ActionForm action=methods.link attr:class="flex flex-col gap-5">
                <input type="hidden" name="form[provider]" value=key />
                <ProofField id=format!("{dialog}-proof") error=kit::field_error(methods.link, "proof") />
                <Button submit=true variant=ButtonVariant::Primary loading=kit::working(methods.link)>
                    {format!("Go on to {name}")}
                </Button>
            </ActionForm>
        </Dialog>
    }
}
