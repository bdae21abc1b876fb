//! Everything around a request, in its order, and what is inside: pages, server functions, the table of routes and the
//! files of the site.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state as with};

use crate::layers::{
    access_log, body, body_limit, compression, cross_site, error_status, form_flash, identification, one_address,
    panics, security_headers, session, timeout, wording,
};
use crate::routes::{self, Around};
use crate::state::AppState;
use crate::{assets, pages};

/// The whole router. Layers further down wrap those above them.
pub fn router(state: AppState) -> Router {
    app(&state)
        .merge(files(&state))
        .merge(assets::package(&state.options))
        .merge(routes::within(Around::Nothing))
        .layer(from_fn(wording::check))
        .layer(compression::layer())
        .layer(from_fn(panics::catch))
        .layer(with(state.clone(), security_headers::set))
        .layer(from_fn(access_log::log))
        .layer(with(state.clone(), identification::identify))
        .with_state(state)
}

/// Pages, server functions, and the routes with the same layers.
fn app(state: &AppState) -> Router<AppState> {
    pages::routes(state)
        .merge(routes::within(Around::App))
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
        .layer(from_fn(one_address::lead))
}

/// The routes that take in more than a form, and for longer.
fn files(state: &AppState) -> Router<AppState> {
    routes::within(Around::Files)
        .layer(with(state.clone(), session::resolve))
        .layer(with(state.clone(), cross_site::refuse))
        .layer(DefaultBodyLimit::disable())
}
