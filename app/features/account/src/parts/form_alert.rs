//! The error of a form as a whole; errors of its fields are shown beside them.

use domain::AppError;
use leptos::prelude::*;
use ui::{Alert, Tone};

/// A red box above the fields, read out as it appears.
#[component]
pub fn FormAlert(#[prop(into)] error: Signal<Option<AppError>>) -> impl IntoView {
    view! {
        <div aria-live="polite" class="empty:hidden">
            {move || {
                let message = error.with(|error| error.as_ref().and_then(of_the_whole))?;
                Some(view! { <Alert tone=Tone::Danger title=message class="mb-5" /> })
            }}
        </div>
    }
}

fn of_the_whole(error: &AppError) -> Option<String> {
    match error.fields() {
        Some(fields) => fields.get("").map(str::to_owned),
        None => Some(error.to_string()),
    }
}
