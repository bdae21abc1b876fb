//! Webhooks of other services, each trusted only with its signature.

use axum::Extension;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::AppError;
use kit::RequestContext;
use server_core::Origin;

use crate::answer::answer;
use crate::state::AppState;

const SIGNATURE: &str = "stripe-signature";

/// `POST /webhooks/stripe`: an event about somebody's payments. Any other status than 200 makes Stripe send it again.
pub async fn stripe(
    State(state): State<AppState>,
    Extension(context): Extension<RequestContext>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let signature = headers.get(SIGNATURE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    match organization_area::billing::receive(&state.backend, Origin::of(&context.visit), signature, &body).await {
        Ok(()) => StatusCode::OK.into_response(),
        Err(error) => answer(&AppError::from(error), &headers),
    }
}
