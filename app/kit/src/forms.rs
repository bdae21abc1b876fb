//! The errors of a form's last submission, whether it was sent by script or as plain HTML.

use domain::AppError;
use leptos::prelude::*;
use leptos::server::ServerActionError;
use leptos::server_fn::ServerFn;
use leptos::server_fn::error::ServerFnUrlError;

/// The error of the last submission; none before the first one and after a success.
pub fn form_error<S>(action: ServerAction<S>) -> Signal<Option<AppError>>
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
    let value = action.value();
    Signal::derive(move || value.with(|value| value.as_ref().and_then(|answer| answer.as_ref().err().cloned())))
}

/// Why the plain HTML form that led to this page was refused, if it posts to one of these paths: for forms that scripts
/// send without an action.
pub fn refused_plainly(paths: &[&str]) -> Option<AppError> {
    let refused = use_context::<ServerActionError>()?;
    paths.contains(&refused.path()).then(|| ServerFnUrlError::<AppError>::decode_err(refused.err()))
}

/// Grows with each successful submission: data that depends on it is not read again after a refusal, so that typed text
/// stays.
pub fn successes<S>(action: ServerAction<S>) -> Memo<usize>
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
    let value = action.value();
    Memo::new(move |count: Option<&usize>| {
        let went_well = value.with(|value| matches!(value, Some(Ok(_))));
        count.copied().unwrap_or_default() + usize::from(went_well)
    })
}

/// The error of one field; the empty name returns the form's own.
pub fn field_error<S>(action: ServerAction<S>, field: &'static str) -> Signal<Option<String>>
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
    let value = action.value();
    Signal::derive(move || {
        value.with(|value| {
            let error = value.as_ref()?.as_ref().err()?;
            error.fields()?.get(field).map(str::to_owned)
        })
    })
}
