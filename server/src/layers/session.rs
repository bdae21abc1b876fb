//! Resolves the session once a request: from here on everything knows who asks.

use axum::extract::{Request, State};
use axum::http::header::USER_AGENT;
use axum::middleware::Next;
use axum::response::Response;
use backend::accounts::{self, Visit};
use backend::{Backend, SignedIn};
use domain::AppResult;
use kit::RequestContext;

use super::identification::Identification;
use crate::answer::answer;
use crate::cookies;
use crate::state::AppState;

/// The longest browser name that is kept.
const LONGEST_AGENT: usize = 400;

/// Puts the [`RequestContext`] into the request.
pub async fn resolve(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let name = kit::session_cookie_name(&state.backend.settings);
    let token = cookies::get(request.headers(), name).map(str::to_owned);
    match signed_in(&state.backend, token.as_deref()).await {
        Ok(signed_in) => {
            if let Some(signed_in) = &signed_in {
                note(signed_in);
            }
            let context = RequestContext { backend: state.backend.clone(), visit: visit(&request), signed_in };
            request.extensions_mut().insert(context);
            next.run(request).await
        }
        Err(error) => answer(&error, request.headers()),
    }
}

async fn signed_in(backend: &Backend, token: Option<&str>) -> AppResult<Option<SignedIn>> {
    match token {
        Some(token) => Ok(accounts::resolve(backend, token).await?),
        None => Ok(None),
    }
}

/// From here on every log line of the request says who asked.
fn note(signed_in: &SignedIn) {
    let span = tracing::Span::current();
    span.record("user", tracing::field::display(signed_in.user()));
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
