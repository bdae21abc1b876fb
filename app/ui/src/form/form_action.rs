//! Where a form of the design system goes, without the type of what is sent: so that one dialog serves them all.

use domain::AppError;
use leptos::ev::SubmitEvent;
use leptos::form::FromFormData;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::de::DeserializeOwned;

/// A server action, which keeps the page; or a path alone, whose answer is opened as a fresh page: for what ends
/// something that the page stands on, such as the session. Without JavaScript both are a plain form.
#[derive(Clone, Copy)]
pub struct FormAction {
    pub(crate) path: &'static str,
    pub(crate) by_script: Option<ByScript>,
}

/// How the page itself sends a form, and what came of it.
#[derive(Clone, Copy)]
pub(crate) struct ByScript {
    pub(crate) send: Callback<SubmitEvent>,
    pub(crate) pending: Signal<bool>,
    /// What the last submission was refused with.
    pub(crate) error: Signal<Option<AppError>>,
    /// Whether the last submission went well; notified after each.
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

/// Sends what the form of an event holds, as `ActionForm` does.
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
