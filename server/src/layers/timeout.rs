//! Aborts a request that takes too long. Only the time up to the answer's first byte counts, so streams live as long as
//! they like.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use domain::AppError;

use crate::answer::answer;
use crate::state::AppState;

/// Answers "unavailable" to a request that is late.
pub async fn limit(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let headers = request.headers().clone();
    if let Ok(response) = tokio::time::timeout(state.request_timeout, next.run(request)).await {
        return response;
    }
    tracing::error!("the request took too long and was given up");
    let message = "This took longer than it should. Please try again.".to_owned();
    answer(&AppError::Unavailable { message }, &headers)
}
