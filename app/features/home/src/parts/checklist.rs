//! The set-up steps, as a list that disappears when all are done.

use domain::home::Step;
use leptos::form::ActionForm;
use leptos::prelude::*;
use ui::{Button, ButtonSize, ButtonVariant, Card, FieldErrorsSummary, Icon, IconName, LinkButton};

use crate::api::SkipStep;

/// Every step with its state; the first open one is the next to do.
#[component]
pub fn Checklist(steps: Vec<Step>, progress: (usize, usize), skip: ServerAction<SkipStep>) -> impl IntoView {
    let (done, all) = progress;
    let next = steps.iter().position(|step| !step.is_done);
    let lines = steps
        .into_iter()
        .enumerate()
        .map(|(at, step)| {
            let is_next = next == Some(at);
            view! { <Line step is_next skip /> }
        })
        .collect_view();
    view! {
        <FieldErrorsSummary error=kit::form_error(skip) prefix="form" />
        <Card title="Set up your organisation" description=format!("{done} of {all} done") flush=true>
            <ol class="mt-3 divide-y divide-line border-t border-line">{lines}</ol>
        </Card>
    }
}

#[component]
fn Line(step: Step, is_next: bool, skip: ServerAction<SkipStep>) -> impl IntoView {
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
            {(!is_done).then(|| view! { <Acts step is_next skip /> })}
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
fn Acts(step: Step, is_next: bool, skip: ServerAction<SkipStep>) -> impl IntoView {
    let variant = if is_next { ButtonVariant::Primary } else { ButtonVariant::Secondary };
    let Step { key, title, button, href, .. } = step;
    view! {
        <div class="ms-auto flex flex-row-reverse items-center gap-2">
            <LinkButton href variant size=ButtonSize::Sm>
                {button}
            </LinkButton>
            <ActionForm action=skip>
                <input type="hidden" name="form[step]" value=key />
                <Button submit=true variant=ButtonVariant::Ghost size=ButtonSize::Sm>
                    "Skip" <span class="sr-only">": " {title}</span>
                </Button>
            </ActionForm>
        </div>
    }
}
