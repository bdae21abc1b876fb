//! `GET /brand/{organization}/{picture}` and `GET /people/{person}/picture`: the database says which object is meant,
//! never the address; the address's `v` only gives each version an address of its own.

use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, HeaderName,
    IF_NONE_MATCH,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::pictures::Picture;
use domain::{AppError, AppResult};
use kit::RequestContext;
use serde::Deserialize;
use server_core::Backend;
use storage::ObjectKey;

use crate::answer::answer;
use crate::asked::Asked;
use crate::state::AppState;

const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
/// A picture can do nothing, even where somebody opens it as a page.
const POLICY: HeaderValue = HeaderValue::from_static("default-src 'none'; sandbox");
const A_YEAR: &str = "max-age=31536000, immutable";

/// The version that the page asks for.
#[derive(Debug, Default, Deserialize)]
pub struct Version {
    v: Option<u64>,
}

/// Who may cache it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kept {
    ByAnybody,
    ByItsReader,
}

/// An organisation's logo or icon, for anybody: mails and the sign-in page show it.
pub async fn organization(
    State(state): State<AppState>,
    Extension(context): Extension<RequestContext>,
    Path((organization, picture)): Path<(String, String)>,
    Asked(version): Asked<Version>,
    headers: HeaderMap,
) -> Response {
    let operator = context.signed_in.as_ref().and_then(|signed_in| signed_in.god().ok());
    let look = async {
        let organization = organization.parse().map_err(|_| AppError::NotFound)?;
        let picture: Picture = picture.parse().map_err(|_| AppError::NotFound)?;
        Ok(organization_area::branding::shown(&state.backend, organization, picture, operator.as_ref()).await?)
    };
    give(&state.backend, look.await, Kept::ByAnybody, &version, &headers).await
}

/// A person's picture, for themselves and for people of the same organisation.
pub async fn person(
    State(state): State<AppState>,
    Extension(context): Extension<RequestContext>,
    Path(person): Path<String>,
    Asked(version): Asked<Version>,
    headers: HeaderMap,
) -> Response {
    let look = async {
        let signed_in = context.signed_in.as_ref().ok_or(AppError::Unauthenticated)?;
        let person = person.parse().map_err(|_| AppError::NotFound)?;
        Ok(identity_area::picture_of(&state.backend, signed_in, person).await?)
    };
    give(&state.backend, look.await, Kept::ByItsReader, &version, &headers).await
}

async fn give(
    backend: &Backend,
    found: AppResult<ObjectKey>,
    kept: Kept,
    version: &Version,
    request: &HeaderMap,
) -> Response {
    let sent = async {
        let key = found?;
        let tag = format!("\"{}-{}\"", key.stamp(), key.kind().content_type().len());
        let known = request.get(IF_NONE_MATCH).and_then(|tags| tags.to_str().ok());
        let is_known =
            known.is_some_and(|tags| tags.split(',').any(|known| known.trim().trim_start_matches("W/") == tag));
        let mut response =
            if is_known { StatusCode::NOT_MODIFIED.into_response() } else { body(backend, &key).await? };
        mark(response.headers_mut(), &tag, kept, version.v == Some(key.stamp()));
        Ok(response)
    };
    sent.await.unwrap_or_else(|error: AppError| answer(&error, &HeaderMap::new()))
}

async fn body(backend: &Backend, key: &ObjectKey) -> AppResult<Response> {
    let object = backend.storage.get(key).await.map_err(server_core::Error::from)?;
    let length = object.length;
    let mut response = Body::from_stream(object.into_stream()).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(key.kind().content_type()));
    headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
    headers.insert(CONTENT_DISPOSITION, HeaderValue::from_static("inline"));
    Ok(response)
}

/// The version that the address names never changes; without one the browser revalidates.
fn mark(headers: &mut HeaderMap, tag: &str, kept: Kept, is_versioned: bool) {
    let whose = if kept == Kept::ByAnybody { "public" } else { "private" };
    let how_long = if is_versioned { A_YEAR } else { "no-cache" };
    for (name, value) in [(CACHE_CONTROL, format!("{whose}, {how_long}")), (ETAG, tag.to_owned())] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(name, value);
        }
    }
    headers.insert(CONTENT_SECURITY_POLICY, POLICY);
    if kept == Kept::ByAnybody {
        // Mail programs in a browser show it on pages of their own.
        headers.insert(RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
    }
}
