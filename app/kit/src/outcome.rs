//! The result of a form: told once by the page that sent it, or by the page after a plain form.

use domain::AppError;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;

/// Runs once after each submission from this page that succeeded, for example to show a toast; only in the browser.
pub fn outcome<S>(action: ServerAction<S>, told: impl Fn(&S::Output) + 'static)
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
    let value = action.value();
    Effect::new(move |_| {
        value.with(|value| {
            if let Some(Ok(output)) = value {
                untrack(|| told(output));
            }
        });
    });
}

/// A word in the address of the page after a plain form, and its message for people.
pub type DoneWord = (&'static str, &'static str);

/// What a plain form has just done, by the word in this page's address: `?done=word`.
pub fn done(words: &'static [DoneWord]) -> Signal<Option<&'static str>> {
    let query = use_query_map();
    Signal::derive(move || {
        let done = query.read().get("done")?;
        words.iter().find(|(word, _)| *word == done).map(|(_, sentence)| *sentence)
    })
}

/// A message that a settings form has just been saved, by script or as plain HTML, which leads back with `?saved=1`.
pub fn saved<S>(action: ServerAction<S>) -> Signal<Option<&'static str>>
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
    let (query, value) = (use_query_map(), action.value());
    Signal::derive(move || {
        let is_saved = value.with(|value| match value {
            Some(answer) => answer.is_ok(),
            None => query.with(|query| query.get("saved").is_some()),
        });
        is_saved.then_some("Saved.")
    })
}
