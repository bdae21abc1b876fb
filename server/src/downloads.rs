//! Files that pages offer for download.

use axum::Extension;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::god::OrganizationQuery;
use domain::{AppError, AppResult};
use kit::RequestContext;

use crate::answer::answer;
use crate::state::AppState;

/// The operator's list of organisations, filtered and sorted like the page that offers it.
pub async fn organizations(
    State(state): State<AppState>,
    Extension(context): Extension<RequestContext>,
    Query(query): Query<OrganizationQuery>,
    headers: HeaderMap,
) -> Response {
    match sheet(&context, &query).await {
        Ok(text) => file(&format!("organisations-{}.csv", state.backend.clock.now().format("%Y-%m-%d")), text),
        Err(error) => answer(&error, &headers),
    }
}

async fn sheet(context: &RequestContext, query: &OrganizationQuery) -> AppResult<String> {
    let god = context.signed_in.as_ref().ok_or(AppError::NotFound)?.god()?;
    Ok(backend::god::export(&context.backend, &god, query).await?)
}

/// A table as a file; `name` is one of ours and needs no quoting.
fn file(name: &str, text: String) -> Response {
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, text).into_response()
}
