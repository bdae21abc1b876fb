//! Gives failed server functions the status of their error. The framework answers 500 to all of them; a plain HTML form
//! is left alone, since its answer is a redirect.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::HeaderMap;
use axum::middleware::Next;
use axum::response::Response;
use domain::AppError;
use server_fn::error::SERVER_FN_ERROR_HEADER;

use crate::answer::{answer, retry_after, status, wants_html};

/// An encoded error is never near as long.
const LONGEST_ERROR: usize = 256 * 1024;

/// Sets status and `Retry-After` of a failed call.
pub async fn set(request: Request, next: Next) -> Response {
    let html = wants_html(request.headers());
    let response = next.run(request).await;
    if html || !response.headers().contains_key(SERVER_FN_ERROR_HEADER) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, LONGEST_ERROR).await else {
        let reference = server_core::random::reference();
        tracing::error!(%reference, "the answer of a failed call could not be read");
        return answer(&AppError::Internal { reference }, &HeaderMap::new());
    };
    if let Ok(error) = serde_json::from_slice::<AppError>(&bytes) {
        parts.status = status(&error);
        retry_after(&error, &mut parts.headers);
    }
    Response::from_parts(parts, Body::from(bytes))
}
