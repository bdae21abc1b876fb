//! Reads a request's whole body before anything else is done: a slow, broken or non-text body is the client's error,
//! and is refused as such. Uploads do not pass through this layer.

use axum::body::{Body, HttpBody};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use bytes::Bytes;
use http_body_util::{BodyExt, Collected, Limited};

use super::body_limit::{REST, too_large};
use super::wording::unsound;
use crate::answer::refusal;
use crate::state::AppState;
use crate::thrown_away::throw_away;

const LATE: &str = "This did not arrive in time. Check your connection and send it again.";
const BROKEN: &str = "This did not arrive whole. Send it again.";

/// Passes on the request with its complete body.
pub async fn read(State(state): State<AppState>, request: Request, next: Next) -> Response {
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    let (parts, mut body) = request.into_parts();
    let read = tokio::time::timeout(state.request_timeout, whole(&mut body, state.body_limit)).await;
    let bytes = match read {
        Ok(Ok(bytes)) => bytes,
        Ok(Err(error)) => {
            throw_away(&state.backend, body, REST);
            return unread(&error, &parts.headers);
        }
        Err(_) => return refusal(StatusCode::REQUEST_TIMEOUT, LATE, &parts.headers),
    };
    if is_for_a_function(parts.uri.path())
        && let Some(refused) = unsound(&parts.headers, &bytes)
    {
        return refused;
    }
    next.run(Request::from_parts(parts, Body::from(bytes))).await
}

/// The body up to this length; the rest of a longer one can still be read.
async fn whole(body: &mut Body, most: usize) -> Result<Bytes, axum::Error> {
    let read = Limited::new(body, most).collect().await;
    read.map(Collected::to_bytes).map_err(axum::Error::new)
}

/// Webhooks are read by their own handlers.
fn is_for_a_function(path: &str) -> bool {
    path.starts_with("/api/")
}

fn unread(error: &axum::Error, headers: &HeaderMap) -> Response {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if error.is::<http_body_util::LengthLimitError>() {
            return too_large(headers);
        }
        if error.downcast_ref::<std::io::Error>().is_some_and(|io| io.kind() == std::io::ErrorKind::TimedOut) {
            return refusal(StatusCode::REQUEST_TIMEOUT, LATE, headers);
        }
        cause = error.source();
    }
    refusal(StatusCode::BAD_REQUEST, BROKEN, headers)
}
