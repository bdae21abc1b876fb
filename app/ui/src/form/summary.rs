//! The errors of a form as a whole, above its fields.

use domain::AppError;
use leptos::prelude::*;

use crate::feedback::{Alert, Tone};
use crate::form::field::control_id;

/// Shows any error of a form: field errors as links to their fields, everything else as one sentence. A required proof
/// is not an error: [`super::StepUpField`] asks for it.
#[component]
pub fn FieldErrorsSummary(
    #[prop(into)] error: Signal<Option<AppError>>,
    /// Form prefix of nested names: `agent` when the inputs are called `agent[name]`.
    #[prop(into, optional)]
    prefix: Option<String>,
) -> impl IntoView {
    view! {
        <div aria-live="polite" class="empty:hidden">
            {move || error.get().filter(is_wrong).map(|error| view! { <Summary error prefix=prefix.clone() /> })}
        </div>
    }
}

fn is_wrong(error: &AppError) -> bool {
    !error.fields().is_some_and(domain::FieldErrors::only_ask_for_proof)
}

#[component]
fn Summary(error: AppError, prefix: Option<String>) -> impl IntoView {
    let links = error
        .fields()
        .into_iter()
        .flat_map(domain::FieldErrors::iter)
        .filter(|(field, _)| !field.is_empty())
        .map(|(field, message)| (target(prefix.as_deref(), field), message.to_owned()))
        .collect::<Vec<_>>();
    let title = match error.fields() {
        Some(fields) => fields.get("").unwrap_or("Please check the marked fields.").to_owned(),
        None => error.to_string(),
    };
    let more = matches!(error, AppError::Quota { .. });
    view! {
        <Alert tone=Tone::Danger title=title>
            {more.then(|| view! { <PlanLink /> })}
            {(!links.is_empty())
                .then(|| {
                    let entries = links
                        .into_iter()
                        .map(|(href, message)| {
                            view! {
                                <li>
                                    <a href=href class="underline underline-offset-2" rel="external">
                                        {message}
                                    </a>
                                </li>
                            }
                        })
                        .collect_view();
                    view! { <ul class="list-disc ps-4">{entries}</ul> }
                })}
        </Alert>
    }
}

/// Where to get more when a limit of the plan is reached; people who may not change the plan learn so there.
#[component]
fn PlanLink() -> impl IntoView {
    view! {
        <a href="/settings/plan" class="font-medium underline underline-offset-2 focus-ring">
            "See plan and usage"
        </a>
    }
}

fn target(prefix: Option<&str>, field: &str) -> String {
    let name = prefix.map_or_else(|| field.to_owned(), |prefix| format!("{prefix}[{field}]"));
    format!("#{}", control_id(&name))
}
