//! What an answer carries besides its data: a redirect and the session cookie.

use axum::http::HeaderValue;
use axum::http::header::{ACCEPT, SET_COOKIE};
use axum::http::request::Parts;
use chrono::Duration;
use domain::accounts::local_path;
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

use crate::{Cookie, request};

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

/// What this browser kept on its way to a sign-in provider.
pub fn elsewhere_token() -> Option<String> {
    let headers = use_context::<Parts>()?.headers;
    Cookie::Elsewhere.read(&request().ok()?.backend.settings, &headers)
}

/// Lets the browser keep it.
pub fn go_elsewhere(token: &str, max_age: Duration) {
    set_cookie(Cookie::Elsewhere, token, max_age.num_seconds());
}

/// How long a browser is known: 400 days are the most that browsers keep a cookie.
pub const DEVICE_SECONDS: i64 = 400 * 24 * 60 * 60;

/// Lets the browser be known again the next time.
pub fn remember_device(token: &str) {
    set_cookie(Cookie::Device, token, DEVICE_SECONDS);
}

/// Hands the browser the token of a sign-in that waits for its second factor.
pub fn start_challenge(token: &str, max_age: Duration) {
    set_cookie(Cookie::Challenge, token, max_age.num_seconds());
}

/// The token of the sign-in that waits in this browser.
pub fn challenge_token() -> Option<String> {
    let headers = use_context::<Parts>()?.headers;
    Cookie::Challenge.read(&request().ok()?.backend.settings, &headers)
}

/// Takes the waiting sign-in out of the browser.
pub fn end_challenge() {
    set_cookie(Cookie::Challenge, "", 0);
}

/// Takes the session out of the browser; ending it in the database is the caller's part.
pub fn end_session() {
    set_session("", 0);
}

fn set_session(token: &str, seconds: i64) {
    set_cookie(Cookie::Session, token, seconds);
}

/// Sets one of our cookies; no seconds to live deletes it.
pub(crate) fn set_cookie(cookie: Cookie, value: &str, seconds: i64) {
    let Ok(context) = request() else { return };
    let cookie = cookie.set(&context.backend.settings, value, seconds);
    if let (Some(response), Ok(value)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(&cookie)) {
        response.append_header(SET_COOKIE, value);
    }
}

/// Redirects a form that was sent as plain HTML; a hydrated page keeps its state and goes its own way.
pub fn lead_plain_form(path: &str) {
    if is_plain_form() {
        redirect(path);
    }
}

/// Whether the request is a form that was sent as plain HTML.
pub(crate) fn is_plain_form() -> bool {
    let accept = use_context::<Parts>().and_then(|parts| parts.headers.get(ACCEPT).cloned());
    accept.is_some_and(|accept| accept.to_str().is_ok_and(|accept| accept.contains("text/html")))
}
