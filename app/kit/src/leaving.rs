//! Forms that end what their page stands on, such as the session: once they succeed the page goes elsewhere, as a fresh
//! page load, and until then it is on its way.

use domain::{AppError, AppResult};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// Whether such a form was sent and has not failed; a context.
#[derive(Clone, Copy)]
struct Leaving(RwSignal<bool>);

/// Stands once, in the app, above the routes.
pub fn provide_leaving() {
    provide_context(Leaving(RwSignal::new(false)));
}

/// Whether the page is about to go elsewhere by itself, so that the end of what it stands on is no news to it.
pub fn leaving() -> Signal<bool> {
    use_context::<Leaving>().map_or_else(|| Signal::stored(false), |leaving| leaving.0.into())
}

/// For how many seconds a page counts as being left once it began to go elsewhere.
const LEAVING_SECONDS: f64 = 10.0;

/// Whether the browser has begun to open another page in place of this one, as the script in the page's head noted. A
/// page that is still there after a while was not left after all: the person called it off, or it was a download.
pub fn is_being_left() -> bool {
    let noted = document().document_element().and_then(|root| root.get_attribute("data-left"));
    let left_at = noted.and_then(|milliseconds| milliseconds.parse::<f64>().ok());
    left_at.is_some_and(|milliseconds| now_seconds() - milliseconds / 1000.0 < LEAVING_SECONDS)
}

/// The browser's monotonic clock.
pub fn now_seconds() -> f64 {
    window().performance().map(|clock| clock.now() / 1000.0).unwrap_or_default()
}

/// Goes to the path that is answered.
pub fn follow<S>(action: ServerAction<S>)
where
    S: ServerFn<Error = AppError, Output = String> + Clone + Send + Sync + 'static,
{
    depart(action, String::clone);
}

/// Goes to `path` once the form has succeeded.
pub fn go_on<S>(action: ServerAction<S>, path: &'static str)
where
    S: ServerFn<Error = AppError, Output = ()> + Clone + Send + Sync + 'static,
{
    depart(action, move |()| path.to_owned());
}

fn depart<S>(action: ServerAction<S>, to: impl Fn(&S::Output) -> String + 'static)
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
    let (value, working) = (action.value(), working(action));
    if let Some(Leaving(leaving)) = use_context() {
        Effect::new(move |_| leaving.set(working.get()));
        on_cleanup(move || {
            let _gone = leaving.try_set(false);
        });
    }
    Effect::new(move |_| {
        value.with(|value| {
            if let Some(Ok(answer)) = value {
                // Nothing to do if the browser will not go: the page stays as it is.
                let _stays = window().location().set_href(&to(answer));
            }
        });
    });
}

/// Whether the form is on its way, or on its way to the next page.
pub fn working<S>(action: ServerAction<S>) -> Signal<bool>
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
    let (pending, value) = (action.pending(), action.value());
    Signal::derive(move || {
        pending.get() || value.with(|value: &Option<AppResult<S::Output>>| matches!(value, Some(Ok(_))))
    })
}
