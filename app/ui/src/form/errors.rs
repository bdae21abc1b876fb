//! From an [`AppError`] to the words beside one field.

use domain::AppError;
use leptos::prelude::*;

/// The error that belongs to `field`, if `error` is about input and has one.
pub fn field_error(error: Option<&AppError>, field: &str) -> Option<String> {
    error?.fields()?.get(field).map(str::to_owned)
}

/// The same as a signal, to hand to [`super::Field`]'s `error`.
pub fn error_of(error: Signal<Option<AppError>>, field: &'static str) -> Signal<Option<String>> {
    Signal::derive(move || error.with(|error| field_error(error.as_ref(), field)))
}
