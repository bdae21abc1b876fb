//! The home page, the first one that most people see.

use home::HomePage;
use leptos::prelude::*;
use leptos_router::any_nested_route::{AnyNestedRoute, IntoAnyNestedRoute};
use leptos_router::components::Route;
use leptos_router::{SsrMode::Async, path};

use super::fetched::fetched_together;

fetched_together! {
    /// The page on which most people start.
    Home in home {
        Page => HomePage,
    }
}

/// The address of the one page.
#[component(transparent)]
pub(super) fn HomeRoutes() -> AnyNestedRoute {
    view! { <Route path=path!("/") view=Home::Page ssr=Async /> }.into_inner().into_any_nested_route()
}
