//! What an answer carries besides its data: a redirect and the session cookie.

use axum::http::HeaderValue;
use axum::http::header::{ACCEPT, SET_COOKIE};
use axum::http::request::Parts;
use chrono::Duration;
use domain::accounts::local_path;
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

use crate::{request, session_cookie};

/// Leads the browser to a page of ours, by script or by HTTP as the request wants it.
pub fn redirect(path: &str) {
    leptos_axum::redirect(local_path(path));
}

/// Leads the browser to a page of another service, whose address that service has just given us.
pub fn leave(address: &str) {
    leptos_axum::redirect(address);
}

/// Hands the browser its session; `max_age` is how long the session lives at most.
pub fn start_session(token: &str, max_age: Duration) {
    set_session(token, max_age.num_seconds());
}

/// Takes the session out of the browser; ending it in the database is the caller's part.
pub fn end_session() {
    set_session("", 0);
}

fn set_session(token: &str, seconds: i64) {
    let Ok(context) = request() else { return };
    let cookie = session_cookie(&context.backend.settings, token, seconds);
    if let (Some(response), Ok(value)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(&cookie)) {
        response.append_header(SET_COOKIE, value);
    }
}

/// Redirects a form that was sent as plain HTML; a hydrated page keeps its state and goes its own way.
pub fn lead_plain_form(path: &str) {
    let accept = use_context::<Parts>().and_then(|parts| parts.headers.get(ACCEPT).cloned());
    if accept.is_some_and(|accept| accept.to_str().is_ok_and(|accept| accept.contains("text/html"))) {
        redirect(path);
    }
}
