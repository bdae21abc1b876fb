//! Forms that ask for a proof of who sits there, but only when the server wants one.

use domain::{ASKS_FOR_PROOF, AppError};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// How such a form stands.
#[derive(Clone, Copy)]
pub struct StepUpState {
    /// From the first time that the server wants a proof until the act has succeeded.
    pub asked: Signal<bool>,
    /// What was wrong with the proof that was given.
    pub error: Signal<Option<String>>,
}

/// Follows what the server answers to `action`.
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
