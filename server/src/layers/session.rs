//! Resolves the session once a request: from here on everything knows who asks.

use axum::extract::{Request, State};
use axum::http::Method;
use axum::http::header::USER_AGENT;
use axum::middleware::Next;
use axum::response::Response;
use backend::accounts::{self, Visit};
use backend::{Backend, Origin, SignedIn};
use domain::AppResult;
use kit::RequestContext;

use super::identification::Identification;
use crate::answer::{answer, wants_html};
use crate::cookies;
use crate::state::AppState;

/// The longest browser name that is kept.
const LONGEST_AGENT: usize = 400;

/// Puts the [`RequestContext`] into the request.
pub async fn resolve(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let name = kit::session_cookie_name(&state.backend.settings);
    let token = cookies::get(request.headers(), name).map(str::to_owned);
    let visit = visit(&request);
    let opens_page = *request.method() == Method::GET && wants_html(request.headers());
    match signed_in(&state.backend, token.as_deref(), opens_page).await {
        Ok(signed_in) => {
            let signed_in = signed_in.map(|signed_in| signed_in.from_origin(Origin::of(&visit)));
            if let Some(signed_in) = &signed_in {
                note(signed_in);
            }
            let context = RequestContext { backend: state.backend.clone(), visit, signed_in };
            request.extensions_mut().insert(context);
            next.run(request).await
        }
        Err(error) => answer(&error, request.headers()),
    }
}

/// Only a page that is opened anew leads out of an organisation that has closed: what an old page still sends
/// must not happen in another one.
async fn signed_in(backend: &Backend, token: Option<&str>, opens_page: bool) -> AppResult<Option<SignedIn>> {
    let Some(token) = token else { return Ok(None) };
    match accounts::resolve(backend, token).await? {
        Some(signed_in) if opens_page => Ok(Some(accounts::move_on(backend, signed_in).await?)),
        signed_in => Ok(signed_in),
    }
}

/// From here on every log line of the request says who asked.
fn note(signed_in: &SignedIn) {
    let span = tracing::Span::current();
    span.record("user", tracing::field::display(signed_in.user()));
    if signed_in.impersonation().is_some() {
        span.record("actor", tracing::field::display(signed_in.actor()));
    }
    if let Some(current) = &signed_in.viewer().current {
        span.record("org", tracing::field::display(current.id));
    }
}

fn visit(request: &Request) -> Visit {
    let identification = request.extensions().get::<Identification>();
    let agent = request.headers().get(USER_AGENT).and_then(|agent| agent.to_str().ok());
    Visit {
        address: identification.and_then(|found| found.address).map(|address| address.to_string()),
        user_agent: agent.map(|agent| agent.chars().take(LONGEST_AGENT).collect()),
        request_id: identification.map(|found| found.request_id.clone()).unwrap_or_default(),
    }
}
