//! Forms that end something their page depends on, such as the session: after a success the browser loads another page,
//! and until then the form counts as in progress.

use domain::{AppError, AppResult};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// Whether such a form was sent and has not failed; a context.
#[derive(Clone, Copy)]
struct Leaving(RwSignal<bool>);

/// Called once, in the app, above the routes.
pub fn provide_leaving() {
    provide_context(Leaving(RwSignal::new(false)));
}

/// Whether the page is about to load another one itself, so that the end of its session is expected.
pub fn leaving() -> Signal<bool> {
    use_context::<Leaving>().map_or_else(|| Signal::stored(false), |leaving| leaving.0.into())
}

/// How many seconds a page counts as leaving after it started to navigate.
const LEAVING_SECONDS: f64 = 10.0;

/// Whether the browser has started to open another page in place of this one, as the script in the page's head noted. A
/// page that is still there after a while is not leaving: the person cancelled the navigation, or it was a download.
pub fn is_being_left() -> bool {
    let noted = document().document_element().and_then(|root| root.get_attribute("data-left"));
    let left_at = noted.and_then(|milliseconds| milliseconds.parse::<f64>().ok());
    left_at.is_some_and(|milliseconds| now_seconds() - milliseconds / 1000.0 < LEAVING_SECONDS)
}

/// The browser's monotonic clock.
pub fn now_seconds() -> f64 {
    window().performance().map(|clock| clock.now() / 1000.0).unwrap_or_default()
}

/// Opens the path in the action's answer.
pub fn follow<S>(action: ServerAction<S>)
where
    S: ServerFn<Error = AppError, Output = String> + Clone + Send + Sync + 'static,
{
    depart(action, String::clone);
}

/// Opens `path` once the form has succeeded.
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
                // If the browser refuses to navigate, the page stays as it is.
                let _stays = window().location().set_href(&to(answer));
            }
        });
    });
}

/// Whether the form is being sent, or the next page is being loaded.
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
