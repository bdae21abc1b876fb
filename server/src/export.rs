//! Files for spreadsheets: the audit log, and the operator's list of organisations.

use axum::Extension;
use axum::body::Body;
use axum::http::HeaderMap;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use audit_area::Scope;
use audit_domain::AuditQuery;
use domain::{AppError, AppResult};
use futures::TryStreamExt;
use god_domain::OrganizationQuery;
use kit::RequestContext;

use crate::answer::answer;
use crate::asked::Asked;

/// `GET /export/audit.csv`: the organisation's log, filtered as its page is.
pub async fn audit(
    Extension(context): Extension<RequestContext>,
    Asked(query): Asked<AuditQuery>,
    headers: HeaderMap,
) -> Response {
    let scope = || Ok(Scope::Organization(context.signed_in.as_ref().ok_or(AppError::Unauthenticated)?.caller()?));
    file(&context, scope(), query).await.unwrap_or_else(|error| answer(&error, &headers))
}

/// `GET /export/platform-audit.csv`: the whole platform's log, for the operator.
pub async fn platform_audit(
    Extension(context): Extension<RequestContext>,
    Asked(query): Asked<AuditQuery>,
    headers: HeaderMap,
) -> Response {
    let scope = || Ok(Scope::Platform(context.signed_in.as_ref().ok_or(AppError::NotFound)?.god()?));
    file(&context, scope(), query).await.unwrap_or_else(|error| answer(&error, &headers))
}

/// `GET /export/organizations.csv`: the operator's list, filtered and sorted as its page is.
pub async fn organizations(
    Extension(context): Extension<RequestContext>,
    Asked(query): Asked<OrganizationQuery>,
    headers: HeaderMap,
) -> Response {
    let sheet = async {
        let god = context.signed_in.as_ref().ok_or(AppError::NotFound)?.god()?;
        AppResult::Ok(god_area::export(&context.backend, &god, &query).await?)
    };
    match sheet.await {
        Ok(text) => named("organisations.csv", Body::from(text)),
        Err(error) => answer(&error, &headers),
    }
}

async fn file(context: &RequestContext, scope: AppResult<Scope>, query: AuditQuery) -> AppResult<Response> {
    let parts = audit_area::export(&context.backend, scope?, query).await?;
    // An error in the middle breaks the connection: a truncated file must not look whole.
    Ok(named("audit-log.csv", Body::from_stream(parts.map_err(AppError::from))))
}

/// A file of that name, which is one of ours and needs no quoting.
fn named(name: &str, body: Body) -> Response {
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, body).into_response()
}
