//! Refuses a body that declares too large a size before a byte of it is read; one without a declared size is cut off
//! while it is read.

use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::header::CONTENT_LENGTH;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

use crate::answer::refusal;
use crate::state::AppState;
use crate::thrown_away::{Bound, throw_away};

/// What is read of a refused body, so that its sender sees the answer.
pub const REST: Bound = Bound { bytes: 16 * 1024 * 1024, time: Duration::from_secs(30) };

/// Answers 413 to a request whose body is too large.
pub async fn limit(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let length = request.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if length.is_some_and(|length| length > state.body_limit) {
        let (parts, body) = request.into_parts();
        throw_away(&state.backend, body, REST);
        return too_large(&parts.headers);
    }
    next.run(request).await
}

/// The answer to a body that is larger than it may be.
pub fn too_large(request: &HeaderMap) -> Response {
    refusal(StatusCode::PAYLOAD_TOO_LARGE, "This is more than can be sent at once. Send it in parts.", request)
}
