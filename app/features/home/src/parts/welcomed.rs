//! The welcome for people who have not started anything yet.

use domain::home::{Ask, Welcome};
use domain::viewer::Viewer;
use leptos::prelude::*;
use ui::{ButtonVariant, IconName, LinkButton};

/// The organisation's text and one thing to start with.
#[component]
pub fn Welcomed(welcome: Option<Welcome>, ask: Option<Ask>) -> impl IntoView {
    let name = kit::known_viewer().with_untracked(|viewer| viewer.as_ref().map(first_name)).unwrap_or_default();
    let organization = welcome.as_ref().map(|welcome| welcome.organization.clone()).unwrap_or_default();
    let text =
        welcome.and_then(|welcome| welcome.text).unwrap_or_else(|| "Ask whatever you are working on.".to_owned());
    let name = (!name.is_empty()).then(|| view! { ", " <bdi>{name}</bdi> });
    view! {
        <section class="flex max-w-2xl flex-col items-start gap-4 border-y border-line py-6">
            <div class="flex flex-col gap-1.5">
                <h2 class="text-[22px] leading-7 font-semibold tracking-tight text-ink">
                    "Welcome to " <bdi>{organization}</bdi> {name}
                </h2>
                <p dir="auto" class="own-lines text-[15px] leading-6 text-muted">
                    {text}
                </p>
            </div>
            {ask
                .map(|ask| {
                    view! {
                        <LinkButton href=ask.href() variant=ButtonVariant::Primary icon=IconName::Chat>
                            "Ask " <bdi>{ask.name}</bdi>
                        </LinkButton>
                    }
                })}
        </section>
    }
}

fn first_name(viewer: &Viewer) -> String {
    viewer.name.split_whitespace().next().unwrap_or_default().to_owned()
}
