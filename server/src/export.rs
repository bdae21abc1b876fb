//! Files for spreadsheets: the audit log, and the operator's list of organisations.

use axum::Extension;
use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use audit_area::Scope;
use audit_domain::AuditQuery;
use domain::accounts::StepUp;
use domain::{AppError, AppResult};
use futures::TryStreamExt;
use god_domain::OrganizationQuery;
use kit::RequestContext;

use crate::answer::{answer, refusal};
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

/// What the operator reads in place of the list of every tenant when their last proof is too old.
const ASKS_FOR_PROOF: &str = "This list names every organisation and its owner, so it is given out only within a \
                              quarter of an hour after a proof that it is you. Sign out and in again, then export it.";

/// `GET /export/organizations.csv`: the operator's list, filtered and sorted as its page is, after a recent proof.
pub async fn organizations(
    Extension(context): Extension<RequestContext>,
    Asked(query): Asked<OrganizationQuery>,
    headers: HeaderMap,
) -> Response {
    let sheet = async {
        let signed_in = context.signed_in.as_ref().ok_or(AppError::NotFound)?;
        let god = god_area::proven_god(&context.backend, signed_in, &context.visit, &StepUp::default()).await?;
        AppResult::Ok(god_area::export(&context.backend, &god, &query).await?)
    };
    match sheet.await {
        Ok(text) => named("organisations.csv", Body::from(text)),
        Err(AppError::Invalid(fields)) if fields.only_ask_for_proof() => {
            refusal(StatusCode::UNPROCESSABLE_ENTITY, ASKS_FOR_PROOF, &headers)
        }
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
