//! The start page leads on: into the app, or to the sign-in page.

use domain::viewer::Viewer;
use leptos::prelude::*;
use leptos_router::components::Redirect;

/// Leads to where the person begins.
#[component]
pub fn HomePage() -> impl IntoView {
    let start = kit::known_viewer().with_untracked(|viewer| start_of(viewer.as_ref()));
    kit::set_status(302);
    view! { <Redirect path=start /> }
}

/// Where a person begins: the chat; who belongs to no organisation, at the operator's pages or at their own account.
pub fn start_of(viewer: Option<&Viewer>) -> &'static str {
    match viewer {
        None => "/sign-in",
        Some(viewer) if viewer.current.is_none() && viewer.is_god => "/god-dashboard",
        Some(viewer) if viewer.current.is_none() && viewer.closed.is_empty() => "/account",
        Some(_) => "/chat",
    }
}
