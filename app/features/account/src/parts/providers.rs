//! Buttons to sign in with a provider, and the result of such a sign-in.

use domain::AppResult;
use domain::accounts::{SignInProblem, SignInProvider};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{Alert, ButtonSize, LinkButton, Load, Tone};

/// One button per provider below an "or"; empty if none is configured.
#[component]
pub fn Elsewhere(
    providers: Resource<AppResult<Vec<SignInProvider>>>,
    /// The page that the person wanted to open.
    next: String,
) -> impl IntoView {
    let ways = move |providers: Vec<SignInProvider>| provider_buttons(providers, &next, "");
    view! { <Load resource=providers fallback=|| () view=ways /> }
}

/// The same for providers that are known already; `invite` is the token of the invitation to accept with the sign-in,
/// or empty.
pub fn provider_buttons(providers: Vec<SignInProvider>, next: &str, invite: &str) -> AnyView {
    if providers.is_empty() {
        return ().into_any();
    }
    let buttons = providers.into_iter().map(|provider| button(provider, next, invite)).collect_view();
    view! {
        <div class="mt-6 flex items-center gap-3 text-[13px] text-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
            "or"
        </div>
        <div class="mt-6 flex flex-col gap-3">{buttons}</div>
    }
    .into_any()
}

fn button(provider: SignInProvider, next: &str, invite: &str) -> AnyView {
    let page = format!("/auth/{}", provider.key);
    let href = match invite {
        "" => kit::with_next(&page, next),
        invite => kit::with_query(&page, &[("invite", invite.to_owned()), ("next", next.to_owned())]),
    };
    view! {
        <LinkButton href=href external=true size=ButtonSize::Lg class="w-full">
            {format!("Continue with {}", provider.name)}
        </LinkButton>
    }
    .into_any()
}

/// Why a sign-in with a provider failed, told by the page that it leads to: `?problem=word`.
#[component]
pub fn ProblemNotice() -> impl IntoView {
    let query = use_query_map();
    move || {
        let problem = SignInProblem::of(&query.read().get("problem")?)?;
        Some(view! { <Alert tone=Tone::Danger title=problem.sentence() class="mb-5" /> })
    }
}
