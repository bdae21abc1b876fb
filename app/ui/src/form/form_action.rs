//! The target of a design system form, with the type of its payload erased, so that one dialog serves all of them.

use domain::AppError;
use leptos::ev::SubmitEvent;
use leptos::form::FromFormData;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::de::DeserializeOwned;

/// A server action, which keeps the page; or only a path, whose answer is loaded as a new page: for acts that end
/// something the page depends on, such as the session. Without JavaScript both are a plain form.
#[derive(Clone, Copy)]
pub struct FormAction {
    pub(crate) path: &'static str,
    pub(crate) by_script: Option<ByScript>,
}

/// How the page itself sends a form, and the result.
#[derive(Clone, Copy)]
pub(crate) struct ByScript {
    pub(crate) send: Callback<SubmitEvent>,
    pub(crate) pending: Signal<bool>,
    /// Why the last submission was refused.
    pub(crate) error: Signal<Option<AppError>>,
    /// Whether the last submission succeeded; notifies after each.
    pub(crate) went_well: Signal<bool>,
}

impl From<&'static str> for FormAction {
    fn from(path: &'static str) -> Self {
        Self { path, by_script: None }
    }
}

impl<S> From<ServerAction<S>> for FormAction
where
    S: ServerFn<Error = AppError> + DeserializeOwned + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
    fn from(action: ServerAction<S>) -> Self {
        let value = action.value();
        let error = Signal::derive(move || value.with(|value| value.as_ref()?.as_ref().err().cloned()));
        let went_well = Signal::derive(move || value.with(|value| matches!(value, Some(Ok(_)))));
        let by_script = ByScript { send: sender(action), pending: action.pending().into(), error, went_well };
        Self { path: S::PATH, by_script: Some(by_script) }
    }
}

/// Sends the form of an event, as `ActionForm` does.
fn sender<S>(action: ServerAction<S>) -> Callback<SubmitEvent>
where
    S: ServerFn<Error = AppError> + DeserializeOwned + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
    Callback::new(move |event: SubmitEvent| {
        event.prevent_default();
        match S::from_event(&event) {
            Ok(input) => drop(action.dispatch(input)),
            Err(error) => {
                let error = ServerFnErrorErr::Args(error.to_string());
                action.value().set(Some(Err(AppError::from_server_fn_error(error))));
            }
        }
    })
}
