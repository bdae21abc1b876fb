//! `GET /sse/runs/{run}`: an answer while it is written, from any point on, to its end.

use std::convert::Infallible;

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::header::HeaderName;
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event, KeepAlive};
use axum::response::{IntoResponse, Response, Sse};
use domain::ids::RunId;
use domain::{AppError, AppResult};
use futures::StreamExt;
use futures::stream::BoxStream;
use kit::RequestContext;
use runs_domain::RunFrame;
use serde::Deserialize;
use server_core::{Backend, SignedIn};

use super::{KEEP_ALIVE, unbuffered};
use crate::answer::answer;
use crate::asked::Asked;
use crate::state::AppState;

const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

/// Where a reader without a `Last-Event-ID` continues.
#[derive(Debug, Deserialize)]
pub struct After {
    after: Option<i32>,
}

/// Streams the run's frames; 204 tells a browser's `EventSource` not to reconnect.
pub async fn follow(
    State(state): State<AppState>,
    Extension(context): Extension<RequestContext>,
    Path(id): Path<String>,
    Asked(after): Asked<After>,
    headers: HeaderMap,
) -> Response {
    let after = last_event(&headers).or(after.after);
    let Some(signed_in) = &context.signed_in else {
        return answer(&AppError::Unauthenticated, &HeaderMap::new());
    };
    // Subscribes before it reads: an end in between is in both.
    let ended = state.backend.revocations.of(signed_in.into());
    match frames(&state.backend, signed_in, &id, after).await {
        Ok(Some(frames)) => stream(&state, frames, ended),
        Ok(None) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => answer(&error, &HeaderMap::new()),
    }
}

async fn frames(
    backend: &Backend,
    signed_in: &SignedIn,
    id: &str,
    after: Option<i32>,
) -> AppResult<Option<BoxStream<'static, (i32, RunFrame)>>> {
    let caller = signed_in.caller()?;
    let run: RunId = id.parse().map_err(|_| AppError::NotFound)?;
    Ok(runs_area::follow(backend, &caller, run, after).await?)
}

fn last_event(headers: &HeaderMap) -> Option<i32> {
    headers.get(LAST_EVENT_ID)?.to_str().ok()?.trim().parse().ok()
}

/// Ends with the frames, with the reader's footing, or with the server: the browser then reconnects and continues where
/// it was, as far as it still may.
fn stream(
    state: &AppState,
    frames: BoxStream<'static, (i32, RunFrame)>,
    ended: impl Future<Output = ()> + Send + 'static,
) -> Response {
    let events = frames.filter_map(|(seq, frame)| async move { event(seq, &frame).map(Ok::<_, Infallible>) });
    let until = state.backend.shutdown.clone().cancelled_owned();
    let keep_alive = KeepAlive::new().interval(KEEP_ALIVE);
    let events = events.take_until(until).take_until(ended);
    unbuffered(Sse::new(events).keep_alive(keep_alive).into_response())
}

fn event(seq: i32, frame: &RunFrame) -> Option<Event> {
    match serde_json::to_string(frame) {
        Ok(data) => Some(Event::default().id(seq.to_string()).data(data)),
        Err(error) => {
            tracing::error!(%error, "a frame could not be written");
            None
        }
    }
}
