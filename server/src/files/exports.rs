//! `GET /exports/{export}`: an exported organisation, for its owners alone.

use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use domain::ids::ExportId;
use domain::{AppError, AppResult};
use kit::RequestContext;

use crate::answer::answer;
use crate::state::AppState;

/// Sends the file, to be saved under the organisation's name and the day.
pub async fn download(
    State(state): State<AppState>,
    Extension(context): Extension<RequestContext>,
    Path(export): Path<String>,
    headers: HeaderMap,
) -> Response {
    send(&state, &context, &export).await.unwrap_or_else(|error| answer(&error, &headers))
}

async fn send(state: &AppState, context: &RequestContext, export: &str) -> AppResult<Response> {
    let caller = context.signed_in.as_ref().ok_or(AppError::Unauthenticated)?.caller()?;
    let export: ExportId = export.parse().map_err(|_| AppError::NotFound)?;
    let (key, name) = organization_area::offboarding::download(&state.backend, &caller, export).await?;
    let object = state.backend.storage.get(&key).await.map_err(server_core::Error::from)?;
    let length = object.length;
    let mut response = Body::from_stream(object.into_stream()).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(key.kind().content_type()));
    headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
    // A slug and a date: nothing in it can end the quotes.
    if let Ok(disposition) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(CONTENT_DISPOSITION, disposition);
    }
    Ok(response)
}
