//! What an answer carries besides its data: redirects and cookies.

use axum::http::HeaderValue;
use axum::http::header::{ACCEPT, SET_COOKIE};
use axum::http::request::Parts;
use chrono::Duration;
use domain::accounts::local_path;
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

use crate::{Cookie, request};

/// Redirects the browser to one of our pages, by script or by HTTP as the request needs it.
pub fn redirect(path: &str) {
    leptos_axum::redirect(local_path(path));
}

/// Redirects the browser to another service, at an address that the service has just given us.
pub fn leave(address: &str) {
    leptos_axum::redirect(address);
}

/// Sets the session cookie; `max_age` is the longest lifetime of the session.
pub fn start_session(token: &str, max_age: Duration) {
    set_session(token, max_age.num_seconds());
}

/// What this browser stored when it left for a sign-in provider.
pub fn elsewhere_token() -> Option<String> {
    let headers = use_context::<Parts>()?.headers;
    Cookie::Elsewhere.read(&request().ok()?.backend.settings, &headers)
}

/// Stores it in the browser.
pub fn go_elsewhere(token: &str, max_age: Duration) {
    set_cookie(Cookie::Elsewhere, token, max_age.num_seconds());
}

/// How long a browser is remembered: 400 days are the most that browsers keep a cookie.
pub const DEVICE_SECONDS: i64 = 400 * 24 * 60 * 60;

/// Remembers the browser for the next sign-in.
pub fn remember_device(token: &str) {
    set_cookie(Cookie::Device, token, DEVICE_SECONDS);
}

/// Sets the cookie with the token of a sign-in that waits for its second factor.
pub fn start_challenge(token: &str, max_age: Duration) {
    set_cookie(Cookie::Challenge, token, max_age.num_seconds());
}

/// The token of the sign-in that waits in this browser.
pub fn challenge_token() -> Option<String> {
    let headers = use_context::<Parts>()?.headers;
    Cookie::Challenge.read(&request().ok()?.backend.settings, &headers)
}

/// Deletes the cookie of the waiting sign-in.
pub fn end_challenge() {
    set_cookie(Cookie::Challenge, "", 0);
}

/// Deletes the session cookie; the caller ends the session in the database.
pub fn end_session() {
    set_session("", 0);
}

fn set_session(token: &str, seconds: i64) {
    set_cookie(Cookie::Session, token, seconds);
}

/// Sets one of our cookies; a lifetime of zero seconds deletes it.
pub(crate) fn set_cookie(cookie: Cookie, value: &str, seconds: i64) {
    let Ok(context) = request() else { return };
    let cookie = cookie.set(&context.backend.settings, value, seconds);
    if let (Some(response), Ok(value)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(&cookie)) {
        response.append_header(SET_COOKIE, value);
    }
}

/// Redirects after a plain HTML form; a hydrated page keeps its state and navigates itself.
pub fn lead_plain_form(path: &str) {
    if is_plain_form() {
        redirect(path);
    }
}

/// Whether the request is a plain HTML form.
pub(crate) fn is_plain_form() -> bool {
    let accept = use_context::<Parts>().and_then(|parts| parts.headers.get(ACCEPT).cloned());
    accept.is_some_and(|accept| accept.to_str().is_ok_and(|accept| accept.contains("text/html")))
}
