//! Files that are written while they are sent: the audit log as CSV.

use axum::Extension;
use axum::body::Body;
use axum::extract::Query;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use backend::audit::{self, Scope};
use domain::audit::AuditQuery;
use domain::{AppError, AppResult};
use futures::TryStreamExt;
use kit::RequestContext;

use crate::answer::answer;

/// `GET /export/audit.csv`: the organisation's log, narrowed as its page is.
pub async fn audit(
    Extension(context): Extension<RequestContext>,
    Query(query): Query<AuditQuery>,
    headers: HeaderMap,
) -> Response {
    let scope = || Ok(Scope::Organization(context.signed_in.as_ref().ok_or(AppError::Unauthenticated)?.caller()?));
    file(&context, scope(), query).await.unwrap_or_else(|error| answer(&error, &headers))
}

/// `GET /export/platform-audit.csv`: the whole platform's log, for the operator.
pub async fn platform_audit(
    Extension(context): Extension<RequestContext>,
    Query(query): Query<AuditQuery>,
    headers: HeaderMap,
) -> Response {
    let scope = || Ok(Scope::Platform(context.signed_in.as_ref().ok_or(AppError::NotFound)?.god()?));
    file(&context, scope(), query).await.unwrap_or_else(|error| answer(&error, &headers))
}

async fn file(context: &RequestContext, scope: AppResult<Scope>, query: AuditQuery) -> AppResult<Response> {
    let parts = audit::export(&context.backend, scope?, query).await?;
    // What breaks in the middle breaks the connection: a file cut short must not look whole.
    let mut response = Body::from_stream(parts.map_err(AppError::from)).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    headers.insert(CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"audit-log.csv\""));
    Ok(response)
}
