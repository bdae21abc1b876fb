//! Who may open which part of the app. The server turns other people away before it renders anything; in the browser
//! the viewer is checked. The server functions check again in any case.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::known_viewer;

/// Whether the private part may render. On the server, signed-out people are redirected to the sign-in page; in the
/// browser, an ended session leads there once it is noticed.
pub fn admit_signed_in() -> bool {
    let location = use_location();
    let pathname = location.pathname;
    let here = move || {
        let search = location.search.get_untracked();
        let query = if search.is_empty() { String::new() } else { format!("?{}", search.trim_start_matches('?')) };
        format!("{}{query}", location.pathname.get_untracked())
    };
    signed_in_or_leave(here) && equipped_or_enrol(pathname)
}

/// The page that sets up a second factor, and the pages that stay open until it is set up.
const ENROL: &str = "/account/two-factor";
const OPEN: &str = "/account";

/// Whether a second factor is required and missing on a page that needs it. The server redirects to the set-up page.
#[cfg(feature = "ssr")]
fn equipped_or_enrol(pathname: Memo<String>) -> bool {
    let viewer = crate::requesting_viewer();
    let lacks = viewer.is_some_and(|viewer| viewer.needs_two_factor);
    let leave = lacks && !pathname.with_untracked(|path| path.starts_with(OPEN));
    if leave {
        crate::redirect(ENROL);
        crate::set_status(302);
    }
    !leave
}

#[cfg(not(feature = "ssr"))]
fn equipped_or_enrol(pathname: Memo<String>) -> bool {
    let viewer = known_viewer();
    let navigate = leptos_router::hooks::use_navigate();
    Effect::new(move |_| {
        let lacks = viewer.with(|viewer| viewer.as_ref().is_some_and(|viewer| viewer.needs_two_factor));
        if lacks && !pathname.with(|path| path.starts_with(OPEN)) {
            navigate(ENROL, leptos_router::NavigateOptions { replace: true, ..Default::default() });
        }
    });
    true
}

#[cfg(feature = "ssr")]
fn signed_in_or_leave(here: impl Fn() -> String + 'static) -> bool {
    // The route list is generated without a request: everything is let through, so that every route is found.
    let Some(context) = use_context::<crate::RequestContext>() else { return true };
    if context.signed_in.is_none() {
        crate::redirect(&crate::sign_in_path(&here()));
        // A client that fetches a page without asking for HTML is redirected as well.
        crate::set_status(302);
    }
    context.signed_in.is_some()
}

/// Asks the server again before treating the person as signed out: right after a sign-in the answer may be old.
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

/// Whether the operator's part may render; for everybody else the page does not exist.
pub fn admit_god() -> Signal<bool> {
    let viewer = known_viewer();
    let is_god = Signal::derive(move || viewer.with(|viewer| viewer.as_ref().is_some_and(|viewer| viewer.is_god)));
    if !is_god.get_untracked() {
        crate::set_status(404);
        return is_god;
    }
    // The frame stays: the page's own data is refused, and the browser is being redirected to the account.
    equipped_or_enrol(use_location().pathname);
    is_god
}
