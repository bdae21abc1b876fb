//! `GET /sse/session`: only reports the end of what the page depends on: its session, its organisation, the person's
//! role. The page then reloads and shows what is left.

use std::convert::Infallible;

use axum::Extension;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive};
use axum::response::{IntoResponse, Response, Sse};
use domain::AppError;
use domain::ids::OrganizationId;
use futures::{StreamExt, stream};
use kit::RequestContext;
use serde::Deserialize;

use super::{KEEP_ALIVE, unbuffered};
use crate::answer::answer;
use crate::asked::Asked;
use crate::state::AppState;

/// The organisation that the page was rendered for.
#[derive(Debug, Deserialize)]
pub struct Page {
    /// Absent on the pages of a person without an organisation.
    organization: Option<OrganizationId>,
}

/// Waits with the page. The stream of a page from another organisation than the session's ends at once.
pub async fn watch(
    State(state): State<AppState>,
    Extension(context): Extension<RequestContext>,
    Asked(page): Asked<Page>,
) -> Response {
    let Some(signed_in) = &context.signed_in else {
        return answer(&AppError::Unauthenticated, &HeaderMap::new());
    };
    // Subscribes before it reads: an end in between is in both.
    let ended = state.backend.revocations.of(signed_in.into());
    let stands = match identity_area::stands(&state.backend, signed_in).await {
        Ok(stands) => stands && page.organization == signed_in.viewer().current.as_ref().map(|current| current.id),
        Err(error) => return answer(&error.into(), &HeaderMap::new()),
    };
    let word = async move {
        if stands {
            ended.await;
        }
        Ok::<_, Infallible>(Event::default().event("ended").data("{}"))
    };
    // The browser shows the connection as open once something has arrived.
    let hello = stream::iter([Ok(Event::default().comment("listening"))]);
    let until = state.backend.shutdown.clone().cancelled_owned();
    let events = hello.chain(stream::once(word)).take_until(until);
    unbuffered(Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)).into_response())
}
