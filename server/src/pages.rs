//! The app's pages and server functions, each with the request's context around it.

use std::sync::LazyLock;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::Method;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use domain::AppError;
use kit::RequestContext;
use leptos::nonce::Nonce;
use leptos::prelude::{provide_context, use_context};
use leptos_axum::{AxumRouteListing, LeptosRoutes, generate_route_list};
use tower::ServiceExt;

use crate::answer::answer;
use crate::state::AppState;

/// Listed before the process renders its first page: listing keeps every resource of the process from loading, and one
/// that is first polled meanwhile, for another server's page, would never end (leptos #4773).
static LISTED: LazyLock<Vec<AxumRouteListing>> = LazyLock::new(|| generate_route_list(app::App));

/// Every page of the app's route table and every registered server function.
pub fn routes(state: &AppState) -> Router<AppState> {
    let options = state.options.clone();
    let shell = move || app::shell(options.clone());
    Router::new().leptos_routes_with_context(state, LISTED.clone(), provide_request, shell)
}

/// The path of every page, as the router has it.
pub fn paths() -> impl Iterator<Item = &'static str> {
    LISTED.iter().map(AxumRouteListing::path)
}

/// Passes the layers' results to the rendering: the caller, and the nonce of the headers.
fn provide_request() {
    let Some(parts) = use_context::<Parts>() else { return };
    if let Some(context) = parts.extensions.get::<RequestContext>() {
        provide_context(context.clone());
    }
    if let Some(nonce) = parts.extensions.get::<Nonce>() {
        provide_context(nonce.clone());
    }
}

/// Everything without a route or file: the app's own "not found" for people, a short one for programs.
pub async fn otherwise(State(state): State<AppState>, request: Request) -> Response {
    let path = request.uri().path();
    let is_raw = ["/api/", "/auth/", "/sse/", "/pkg/"].iter().any(|prefix| path.starts_with(prefix));
    if is_raw || !matches!(*request.method(), Method::GET | Method::HEAD) {
        return answer(&AppError::NotFound, request.headers());
    }
    let page = leptos_axum::ErrorHandler::new_with_context(provide_request, app::shell, state.options.clone());
    page.oneshot(request).await.into_response()
}
