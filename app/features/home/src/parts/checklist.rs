//! The set-up steps, as a list that disappears when all are done.

use domain::home::{Progress, Step};
use leptos::ev::MouseEvent;
use leptos::form::ActionForm;
use leptos::html::H2;
use leptos::prelude::*;
use ui::{Button, ButtonSize, ButtonVariant, Card, FieldErrorsSummary, Icon, IconName, LinkButton};

use super::skipped::ShowSkipped;
use crate::acts::HomeActs;

/// Every step with its state; the first open one is the next to do.
#[component]
pub fn Checklist(steps: Vec<Step>, progress: Progress, has_skipped: bool, acts: HomeActs) -> impl IntoView {
    let Progress { done, of } = progress;
    let heading = NodeRef::<H2>::new();
    acts.focus_after(heading);
    let next = steps.iter().position(|step| !step.is_done);
    let lines = steps
        .into_iter()
        .enumerate()
        .map(|(at, step)| {
            let is_next = next == Some(at);
            view! { <Line step is_next acts /> }
        })
        .collect_view();
    view! {
        <FieldErrorsSummary error=kit::form_error(acts.skip) prefix="form" />
        <Card title="Set up your organisation" description=format!("{done} of {of} done") heading flush=true>
            <ol class="mt-3 divide-y divide-line border-t border-line">{lines}</ol>
            {has_skipped
                .then(|| {
                    view! {
                        <div class="border-t border-line px-2.5 py-2">
                            <ShowSkipped acts />
                        </div>
                    }
                })}
        </Card>
    }
}

#[component]
fn Line(step: Step, is_next: bool, acts: HomeActs) -> impl IntoView {
    let is_done = step.is_done;
    let (title, text) = (step.title.clone(), step.text.clone());
    let shade = if is_done { "text-muted" } else { "text-ink" };
    view! {
        <li class="flex flex-wrap items-center gap-x-3 gap-y-2 px-5 py-3">
            <Mark is_done />
            <div class="min-w-0 flex-1 basis-48">
                <p class=format!("text-sm font-medium {shade}")>
                    {title} {is_done.then(|| view! { <span class="sr-only">", done"</span> })}
                </p>
                {(!is_done).then(|| view! { <p class="text-[13px] text-muted">{text}</p> })}
            </div>
            {(!is_done).then(|| view! { <Ways step is_next acts /> })}
        </li>
    }
}

#[component]
fn Mark(is_done: bool) -> impl IntoView {
    let class = "flex size-5 shrink-0 items-center justify-center rounded-full";
    if is_done {
        view! {
            <span aria-hidden="true" class=format!("{class} bg-success-soft text-success-ink")>
                <Icon name=IconName::Check class="size-3.5" />
            </span>
        }
        .into_any()
    } else {
        view! { <span aria-hidden="true" class=format!("{class} border border-field-hover")></span> }.into_any()
    }
}

/// The link to the step, and the button that skips it.
#[component]
fn Ways(step: Step, is_next: bool, acts: HomeActs) -> impl IntoView {
    let variant = if is_next { ButtonVariant::Primary } else { ButtonVariant::Secondary };
    let Step { key, title, button, href, .. } = step;
    let (skipping, own) = (acts.skip.input(), key.clone());
    let loading = Signal::derive(move || {
        skipping.with(|skipping| skipping.as_ref().is_some_and(|skipping| skipping.form.step == own))
    });
    view! {
        <div class="ms-auto flex flex-row-reverse items-center gap-2">
            // As wide in each line, so that the buttons beside it stand below each other.
            <LinkButton href variant size=ButtonSize::Sm class="w-36">
                {button}
            </LinkButton>
            <ActionForm action=acts.skip>
                <input type="hidden" name="form[step]" value=key />
                <Button
                    submit=true
                    variant=ButtonVariant::Ghost
                    size=ButtonSize::Sm
                    loading
                    disabled=acts.is_busy()
                    on:click=ignore_second
                >
                    "Skip" <span class="sr-only">": " {title}</span>
                </Button>
            </ActionForm>
        </div>
    }
}

/// The second click of a double click would hit the step that has moved up.
fn ignore_second(event: MouseEvent) {
    if event.detail() > 1 {
        event.prevent_default();
    }
}
