//! Who may stand in which part of the app. The server turns others away before it renders anything;
//! in the browser the same is asked of the viewer. The server functions check again in any case.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::known_viewer;

/// Whether the private part may render. On the server nobody signed in means a redirect to the sign-in
/// page; in the browser an ended session leads there once it is noticed.
pub fn admit_signed_in() -> bool {
    let location = use_location();
    let here = move || {
        let search = location.search.get_untracked();
        let query = if search.is_empty() { String::new() } else { format!("?{}", search.trim_start_matches('?')) };
        format!("{}{query}", location.pathname.get_untracked())
    };
    signed_in_or_leave(here)
}

#[cfg(feature = "ssr")]
fn signed_in_or_leave(here: impl Fn() -> String + 'static) -> bool {
    // The route list is made without a request: everything is let through to be seen there.
    let Some(context) = use_context::<crate::RequestContext>() else { return true };
    if context.signed_in.is_none() {
        crate::redirect(&crate::sign_in_path(&here()));
        // Whoever fetches a page without asking for HTML is redirected all the same.
        crate::set_status(302);
    }
    context.signed_in.is_some()
}

/// Asks again before believing that nobody is signed in: right after a sign-in the answer may be old.
#[cfg(not(feature = "ssr"))]
fn signed_in_or_leave(here: impl Fn() -> String + 'static) -> bool {
    let viewer = crate::use_viewer();
    let navigate = leptos_router::hooks::use_navigate();
    let asked = StoredValue::new(false);
    Effect::new(move |_| match viewer.get() {
        Some(Ok(None)) if asked.get_value() => {
            let replace = leptos_router::NavigateOptions { replace: true, ..Default::default() };
            navigate(&crate::sign_in_path(&here()), replace);
        }
        Some(Ok(None)) => {
            asked.set_value(true);
            viewer.refetch();
        }
        Some(Ok(Some(_))) => asked.set_value(false),
        _ => {}
    });
    true
}

/// Whether the operator's part may render; to everybody else it is a page that does not exist.
pub fn admit_god() -> Signal<bool> {
    let viewer = known_viewer();
    let is_god = Signal::derive(move || viewer.with(|viewer| viewer.as_ref().is_some_and(|viewer| viewer.is_god)));
    if !is_god.get_untracked() {
        crate::set_status(404);
    }
    is_god
}
