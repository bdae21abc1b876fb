//! Turns a panic in a handler into an answer with a reference, and a log line with the same one.

use std::any::Any;
use std::panic::AssertUnwindSafe;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use domain::AppError;
use futures::FutureExt;

use crate::answer::answer;

/// Answers instead of a handler that panicked.
pub async fn catch(request: Request, next: Next) -> Response {
    let headers = request.headers().clone();
    match AssertUnwindSafe(next.run(request)).catch_unwind().await {
        Ok(response) => response,
        Err(panic) => {
            let reference = server_core::random::reference();
            tracing::error!(%reference, panic = text(panic.as_ref()), "a handler panicked");
            answer(&AppError::Internal { reference }, &headers)
        }
    }
}

fn text(panic: &(dyn Any + Send)) -> &str {
    let literal = panic.downcast_ref::<&str>().copied();
    literal.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message")
}
