//! Picks the message for one field out of an [`AppError`].

use domain::AppError;
use leptos::prelude::*;

/// The error of `field`, if `error` is a validation error and has one.
pub fn field_error(error: Option<&AppError>, field: &str) -> Option<String> {
    error?.fields()?.get(field).map(str::to_owned)
}

/// The same as a signal, for [`super::Field`]'s `error`.
pub fn error_of(error: Signal<Option<AppError>>, field: &'static str) -> Signal<Option<String>> {
    Signal::derive(move || error.with(|error| field_error(error.as_ref(), field)))
}
