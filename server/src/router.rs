//! Every address of the server and everything that happens around a request: a table of contents.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state as with};
use axum::routing::{get, post};

use crate::layers::{
    access_log, body, body_limit, compression, cross_site, error_status, form_flash, identification, one_address,
    panics, security_headers, session, timeout, wording,
};
use crate::state::AppState;
use crate::{assets, auth, export, files, pages, probes, sse, webhooks};

/// The routes that are no server function and no page; the access matrix has a row for each.
pub const RAW_ROUTES: [&str; 18] = [
    "/sse/runs/{run}",
    "/sse/session",
    "/export/audit.csv",
    "/export/platform-audit.csv",
    "/export/organizations.csv",
    "/auth/{provider}",
    "/auth/{provider}/callback",
    "/webhooks/stripe",
    "/brand/{organization}/logo",
    "/brand/{organization}/favicon",
    "/people/{member}/picture",
    "/exports/{export}",
    "/uploads/logo",
    "/uploads/favicon",
    "/uploads/avatar",
    "/healthz",
    "/readyz",
    "/metrics",
];

/// The whole router. Layers further down wrap those above them.
pub fn router(state: AppState) -> Router {
    let app = pages::routes(&state)
        .route("/sse/runs/{id}", get(sse::runs::follow))
        .route("/sse/session", get(sse::session::watch))
        .route("/export/audit.csv", get(export::audit))
        .route("/export/platform-audit.csv", get(export::platform_audit))
        .route("/export/organizations.csv", get(export::organizations))
        .route("/auth/{provider}", get(auth::leave))
        .route("/auth/{provider}/callback", get(auth::arrive))
        .route("/webhooks/stripe", post(webhooks::stripe))
        .route("/brand/{organization}/{picture}", get(files::organization))
        .route("/people/{person}/picture", get(files::person))
        .route("/exports/{export}", get(files::download))
        .fallback(pages::otherwise)
        .layer(with(state.clone(), session::resolve))
        .layer(with(state.clone(), assets::root))
        .layer(from_fn(error_status::set))
        .layer(with(state.clone(), form_flash::keep))
        .layer(with(state.clone(), cross_site::refuse))
        .layer(DefaultBodyLimit::max(state.body_limit))
        .layer(with(state.clone(), timeout::limit))
        .layer(with(state.clone(), body::read))
        .layer(with(state.clone(), body_limit::limit))
        .layer(from_fn(one_address::lead));

    app.merge(uploads(&state))
        .merge(assets::package(&state.options))
        .route("/healthz", get(probes::health))
        .route("/readyz", get(probes::ready))
        .route("/metrics", get(probes::metrics))
        .layer(from_fn(wording::check))
        .layer(compression::layer())
        .layer(from_fn(panics::catch))
        .layer(with(state.clone(), security_headers::set))
        .layer(from_fn(access_log::log))
        .layer(with(state.clone(), identification::identify))
        .with_state(state)
}

/// What takes in more than a form, and for longer; it counts for itself what it reads.
fn uploads(state: &AppState) -> Router<AppState> {
    Router::new()
        .route("/uploads/{picture}", post(files::take))
        .layer(with(state.clone(), session::resolve))
        .layer(with(state.clone(), cross_site::refuse))
        .layer(DefaultBodyLimit::disable())
}
