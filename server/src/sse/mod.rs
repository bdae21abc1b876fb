//! Streams of server-sent events.

pub mod runs;
pub mod session;

use std::time::Duration;

use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, HeaderName};
use axum::response::Response;

/// Proxies cut connections that are silent for longer, commonly after 30 to 60 seconds.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// Keeps proxies from buffering a stream.
fn unbuffered(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache, no-transform"));
    headers.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    response
}
