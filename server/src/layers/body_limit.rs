//! Refuses a body that says it is too large before a byte of it is read; one that does not say is cut
//! off while it is read, by axum's own limit, which the router sets to the same number.

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_LENGTH;
use axum::middleware::Next;
use axum::response::Response;
use domain::{AppError, FieldErrors};

use crate::answer::answer;
use crate::state::AppState;

/// Answers 413 in place of a request whose body is too large.
pub async fn limit(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let length = request.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if length.is_some_and(|length| length > state.body_limit) {
        let error = AppError::Invalid(FieldErrors::form("This is more than can be sent at once. Send it in parts."));
        let mut response = answer(&error, request.headers());
        *response.status_mut() = StatusCode::PAYLOAD_TOO_LARGE;
        return response;
    }
    next.run(request).await
}
