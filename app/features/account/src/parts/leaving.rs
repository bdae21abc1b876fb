//! Forms after which somebody else may be signed in: they answer with a path, and the page loads it whole.

use domain::{AppError, AppResult};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// Goes where the answer says, as a fresh page load.
pub fn follow<S>(action: ServerAction<S>)
where
    S: ServerFn<Error = AppError, Output = String> + Clone + Send + Sync + 'static,
{
    let value = action.value();
    Effect::new(move |_| {
        value.with(|value| {
            if let Some(Ok(path)) = value {
                // Nothing to do if the browser will not go: the page stays as it is.
                let _stays = window().location().set_href(path);
            }
        });
    });
}

/// Whether the form is on its way, or on its way to the next page.
pub fn working<S, T>(action: ServerAction<S>) -> Signal<bool>
where
    S: ServerFn<Error = AppError, Output = T> + Clone + Send + Sync + 'static,
    T: Send + Sync + 'static,
{
    let (pending, value) = (action.pending(), action.value());
    Signal::derive(move || pending.get() || value.with(|value: &Option<AppResult<T>>| matches!(value, Some(Ok(_)))))
}
