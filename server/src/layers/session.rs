//! Resolves the session once a request: everything behind this layer knows the caller.

use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, USER_AGENT};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::Response;
use domain::AppResult;
use identity_area::api_keys;
use identity_domain::api_keys::KEY_PREFIX;
use kit::{Cookie, RequestContext};
use server_core::{Backend, Caller, Origin, Settings, SignedIn, Visit};

use super::identification::Identification;
use crate::answer::{answer, wants_html};
use crate::cookies;
use crate::state::AppState;

/// The longest user agent that is kept.
const LONGEST_AGENT: usize = 400;
/// Longer than the token of any known browser.
const LONGEST_DEVICE: usize = 100;

/// Puts the [`RequestContext`] into the request. A key replaces a session, for server functions alone.
pub async fn resolve(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let visit = visit(&state.backend.settings, &request);
    let origin = Origin::of(&visit);
    let found = if let Some(key) = key(&request) {
        api_keys::resolve(&state.backend, key).await.map(|caller| (None, Some(caller))).map_err(Into::into)
    } else {
        let token = Cookie::Session.read(&state.backend.settings, request.headers());
        let opens_page = *request.method() == Method::GET && wants_html(request.headers());
        signed_in(&state.backend, token.as_deref(), origin, opens_page).await.map(|signed_in| (signed_in, None))
    };
    match found {
        Ok((signed_in, key)) => {
            let key = key.map(|key| key.from_origin(origin));
            note(signed_in.as_ref(), key.as_ref());
            let context = RequestContext { backend: state.backend.clone(), visit, signed_in, key };
            request.extensions_mut().insert(context);
            next.run(request).await
        }
        Err(error) => answer(&error, request.headers()),
    }
}

/// The key that a program sends to a server function.
fn key(request: &Request) -> Option<&str> {
    if request.uri().path().starts_with("/api/") { bearer_key(request.headers()) } else { None }
}

/// A token in `Authorization` that looks like one of our keys.
pub fn bearer_key(headers: &HeaderMap) -> Option<&str> {
    bearer(headers).filter(|key| key.starts_with(KEY_PREFIX))
}

/// The bearer token in `Authorization`; the scheme's name is written in any case.
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.trim().split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// Only a page that is newly opened moves the session out of an organisation that has closed: a request of an old page
/// must not take effect in another one.
async fn signed_in(
    backend: &Backend,
    token: Option<&str>,
    origin: Origin,
    opens_page: bool,
) -> AppResult<Option<SignedIn>> {
    let Some(token) = token else { return Ok(None) };
    match identity_area::resolve(backend, token, origin).await? {
        Some(signed_in) if opens_page => Ok(Some(identity_area::move_on(backend, signed_in).await?)),
        signed_in => Ok(signed_in),
    }
}

/// From here on every log line of the request names the caller.
fn note(signed_in: Option<&SignedIn>, key: Option<&Caller>) {
    let span = tracing::Span::current();
    let user = signed_in.map(SignedIn::user).or(key.map(Caller::subject));
    let current = signed_in.and_then(|signed_in| signed_in.viewer().current.as_ref()).map(|current| current.id);
    if let Some(user) = user {
        span.record("user", tracing::field::display(user));
    }
    if let Some(impersonating) = signed_in.filter(|signed_in| signed_in.impersonation().is_some()) {
        span.record("actor", tracing::field::display(impersonating.actor()));
    }
    if let Some(organization) = current.or(key.map(Caller::org)) {
        span.record("org", tracing::field::display(organization));
    }
}

fn visit(settings: &Settings, request: &Request) -> Visit {
    let identification = request.extensions().get::<Identification>();
    let device = cookies::get(request.headers(), Cookie::Device.name(settings));
    let agent = request.headers().get(USER_AGENT).and_then(|agent| agent.to_str().ok());
    Visit {
        address: identification.and_then(|found| found.address).map(|address| address.to_string()),
        user_agent: agent.map(|agent| agent.chars().take(LONGEST_AGENT).collect()),
        device: device.filter(|device| device.len() <= LONGEST_DEVICE).map(str::to_owned),
        request_id: identification.map(|found| found.request_id.clone()).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scheme_is_read_in_any_case_and_no_other_is_taken() {
        let token = |value: &str| {
            let headers = HeaderMap::from_iter([(AUTHORIZATION, value.parse().unwrap())]);
            bearer(&headers).map(str::to_owned)
        };
        for value in ["Bearer t", "bearer t", "BEARER   t ", " bEaReR t"] {
            assert_eq!(token(value).as_deref(), Some("t"), "{value}");
        }
        for value in ["Basic t", "Bearert", "Bearer", ""] {
            assert_eq!(token(value), None, "{value}");
        }
    }
}
