//! Forms that ask for a proof of identity, but only when the server requires one.

use domain::{ASKS_FOR_PROOF, AppError};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// The state of such a form.
#[derive(Clone, Copy)]
pub struct StepUpState {
    /// True from the first time that the server requires a proof until the act has succeeded.
    pub asked: Signal<bool>,
    /// The error of the proof that was given.
    pub error: Signal<Option<String>>,
}

/// Follows the answers to `action`.
pub fn step_up<S>(action: ServerAction<S>) -> StepUpState
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
    let said = crate::field_error(action, "proof");
    let value = action.value();
    let asked = Memo::new(move |was: Option<&bool>| {
        let is_done = value.with(|value| matches!(value, Some(Ok(_))));
        !is_done && (said.with(Option::is_some) || was.copied().unwrap_or_default())
    });
    let error = Signal::derive(move || said.get().filter(|said| said != ASKS_FOR_PROOF));
    StepUpState { asked: asked.into(), error }
}
