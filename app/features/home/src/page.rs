//! `/`: the home page of a member, an admin or an owner.

use domain::home::Home;
use kit::PageTitle;
use leptos::prelude::*;
use ui::{ButtonVariant, IconName, LinkButton, ListSkeleton, Load, Notice, Page, PageHeader};

use crate::acts::{HomeActs, SKIPPED, UNSKIPPED};
use crate::api::get_home;
use crate::parts::{Agents, AllSkipped, Checklist, Figures, Leads, Welcomed};

const DONE: &[kit::DoneWord] = &[("skipped", SKIPPED), ("unskipped", UNSKIPPED)];

/// What to continue, what is new, and first of all what is left to set up.
#[component]
pub fn HomePage() -> impl IntoView {
    let acts = HomeActs::new();
    let home = Resource::new_blocking(move || acts.done(), |_| get_home());
    view! {
        <PageTitle title="Home" />
        <Page>
            <Notice text=kit::done(DONE) passing=true />
            <Load
                resource=home
                fallback=|| {
                    view! {
                        <PageHeader title="Home" />
                        <ListSkeleton rows=5 />
                    }
                }
                view=move |home| view! { <Sections home acts /> }.into_any()
            />
        </Page>
    }
}

/// The sections with content, the most pressing one first.
#[component]
fn Sections(home: Home, acts: HomeActs) -> impl IntoView {
    let (is_fresh, is_set_up, progress) = (home.is_fresh(), home.steps.is_empty(), home.progress());
    let Home { welcome, steps, has_skipped, figures, going_on, news, asks } = home;
    // One next step stands out: the first open step, the welcome's question, or a new chat.
    let new_chat = if is_set_up && !is_fresh { ButtonVariant::Primary } else { ButtonVariant::Secondary };
    let actions = (!is_fresh).then(|| {
        ViewFnOnce::from(move || {
            view! {
                <LinkButton href="/chat" variant=new_chat icon=IconName::Plus>
                    "New chat"
                </LinkButton>
            }
        })
    });
    let first = asks.first().cloned();
    // The agent in the welcome is not offered a second time alone.
    let others = if is_fresh && asks.len() < 2 { Vec::new() } else { asks };
    view! {
        <Header actions />
        {is_fresh.then(|| view! { <Welcomed welcome ask=first /> })}
        {(!is_set_up).then(|| view! { <Checklist steps progress has_skipped acts /> })}
        {(is_set_up && has_skipped).then(|| view! { <AllSkipped acts /> })}
        {(!figures.is_empty()).then(|| view! { <Figures figures /> })}
        <div class="grid gap-x-12 gap-y-8 empty:hidden lg:grid-cols-2">
            {(!going_on.is_empty()).then(|| view! { <Leads title="Continue" leads=going_on all="/chat" /> })}
            {(!news.is_empty()).then(|| view! { <Leads title="New for you" leads=news /> })}
        </div>
        {(!others.is_empty()).then(|| view! { <Agents asks=others /> })}
    }
}

#[component]
fn Header(actions: Option<ViewFnOnce>) -> impl IntoView {
    match actions {
        Some(actions) => view! { <PageHeader title="Home" actions /> }.into_any(),
        None => view! { <PageHeader title="Home" /> }.into_any(),
    }
}
