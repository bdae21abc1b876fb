//! What came of a form: told once by the page that sent it, or by the page that a plain form led to.

use domain::AppError;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;

/// Does something with each submission of this page that went well, such as to say so; only in the browser.
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

/// A word in the address of the page that a plain form leads to, and what it says to people.
pub type DoneWord = (&'static str, &'static str);

/// What a plain form has just done, by the word that it led here with: `?done=word`.
pub fn done(words: &'static [DoneWord]) -> Signal<Option<&'static str>> {
    let query = use_query_map();
    Signal::derive(move || {
        let done = query.read().get("done")?;
        words.iter().find(|(word, _)| *word == done).map(|(_, sentence)| *sentence)
    })
}

/// That a form of settings has just been saved, by script or as plain HTML, which leads back with `?saved=1`.
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
