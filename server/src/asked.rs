//! The query of an address as a handler's type, refused with our own message where it is invalid.

use axum::extract::{FromRequestParts, Query};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use serde::de::DeserializeOwned;

use crate::answer::refusal;

/// The parsed query.
pub struct Asked<T>(pub T);

impl<S, T> FromRequestParts<S> for Asked<T>
where
    S: Send + Sync,
    T: DeserializeOwned,
{
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Response> {
        Query::try_from_uri(&parts.uri).map(|Query(asked)| Self(asked)).map_err(|_| {
            let sentence = "Something in this address is missing or wrong. Open the page again from where you came.";
            refusal(StatusCode::BAD_REQUEST, sentence, &parts.headers)
        })
    }
}
