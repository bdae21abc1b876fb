//! Accounts elsewhere that sign the person in.

use domain::AppResult;
use domain::accounts::{IdentityRow, SignInMethods, SignInProvider};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use ui::{
    Alert, Button, ButtonSize, ButtonVariant, Dialog, DialogWidth, FormSection, LinkButton, ListSkeleton, Load,
    ProofField, Toast, Tone, use_toasts,
};

use super::activity::Activity;
use crate::api::{BeginLink, UnlinkIdentity, list_sign_in_methods};
use crate::parts::FormAlert;

/// The section's list and forms.
#[derive(Clone, Copy)]
struct Methods {
    list: Resource<AppResult<SignInMethods>>,
    link: ServerAction<BeginLink>,
    unlink: ServerAction<UnlinkIdentity>,
}

/// The linked accounts, and a way to link each provider that is set up. Nothing where there is neither.
#[component]
pub fn ElsewhereSection() -> impl IntoView {
    let methods = Methods {
        list: Resource::new_blocking(|| (), |()| list_sign_in_methods()),
        link: ServerAction::new(),
        unlink: ServerAction::new(),
    };
    let (toasts, away, activity) = (use_toasts(), kit::revealed(), use_context::<Activity>());
    kit::follow(methods.link);
    Effect::new(move |_| {
        if methods.unlink.value().with(|value| matches!(value, Some(Ok(())))) {
            toasts.show(Toast::success("The account is unlinked."));
            methods.list.refetch();
            if let Some(activity) = activity {
                activity.read_again();
            }
        }
    });
    view! {
        {away.filter(|url| url.starts_with("http")).map(|url| view! { <GoOn url /> })}
        <FormAlert error=kit::form_error(methods.unlink) />
        <Load
            resource=methods.list
            fallback=|| view! { <ListSkeleton rows=1 /> }
            view=move |list| view! { <Section list methods /> }.into_any()
        />
    }
}

/// After a plain form, which may not lead to another site by itself.
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
    let rows = identities.into_iter().map(|identity| view! { <Identity identity methods /> }).collect_view();
    let links = providers.into_iter().map(|provider| view! { <Link provider methods /> }).collect_view();
    view! {
        <FormSection title="Sign-in elsewhere" description="Accounts of other providers that sign you in here.">
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
    let failed = Signal::stored(kit::typed(UnlinkIdentity::PATH, "form[id]") == id.to_string());
    let used = last_used.map(|used| {
        view! {
            ", last used "
            <time datetime=used.iso title=used.long>
                {used.short}
            </time>
        }
    });
    view! {
        <li class="flex items-center justify-between gap-4 px-4 py-3">
            <div class="min-w-0">
                <p class="truncate text-sm font-medium text-ink">{provider}</p>
                <p class="mt-0.5 text-[13px] text-muted">
                    {email.map(|email| format!("{email}, "))} "linked " <time datetime=linked.iso title=linked.long>
                        {linked.short}
                    </time> {used}
                </p>
            </div>
            <Button opens=dialog.clone() size=ButtonSize::Sm variant=ButtonVariant::Ghost>
                "Unlink"
            </Button>
            <Dialog
                id=dialog.clone()
                title
                description="It can no longer sign you in. You can link it again at any time."
                width=DialogWidth::Sm
                open=failed
            >
                <ActionForm action=methods.unlink attr:class="flex flex-col gap-5">
                    <input type="hidden" name="form[id]" value=id.to_string() />
                    <ProofField id=format!("{dialog}-proof") error=kit::field_error(methods.unlink, "proof") />
                    <Button submit=true variant=ButtonVariant::Danger loading=methods.unlink.pending()>
                        "Unlink"
                    </Button>
                </ActionForm>
            </Dialog>
        </li>
    }
}

#[component]
fn Link(provider: SignInProvider, methods: Methods) -> impl IntoView {
    let SignInProvider { key, name } = provider;
    let dialog = format!("link-{key}");
    // Rendered open after a plain form that failed, so that its error is seen.
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
