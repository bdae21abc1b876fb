//! `GET /sse/runs/{id}`: an answer while it is written, from any point on, to its end.

use std::convert::Infallible;
use std::time::Duration;

use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::header::{CACHE_CONTROL, HeaderName};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::sse::{Event, KeepAlive};
use axum::response::{IntoResponse, Response, Sse};
use domain::chat::RunFrame;
use domain::ids::RunId;
use domain::{AppError, AppResult};
use futures::StreamExt;
use futures::stream::BoxStream;
use kit::RequestContext;
use serde::Deserialize;

use crate::answer::answer;
use crate::state::AppState;

const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");
/// Proxies cut connections that are silent for longer, commonly after 30 to 60 seconds.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// Where a reader without a `Last-Event-ID` goes on.
#[derive(Debug, Deserialize)]
pub struct After {
    after: Option<i32>,
}

/// Streams the run's frames; 204 tells a browser's `EventSource` that there is nothing to come back for.
pub async fn follow(
    State(state): State<AppState>,
    Extension(context): Extension<RequestContext>,
    Path(id): Path<String>,
    Query(after): Query<After>,
    headers: HeaderMap,
) -> Response {
    let after = last_event(&headers).or(after.after);
    match frames(&context, &id, after).await {
        Ok(Some(frames)) => stream(&state, frames),
        Ok(None) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => answer(&error, &HeaderMap::new()),
    }
}

async fn frames(
    context: &RequestContext,
    id: &str,
    after: Option<i32>,
) -> AppResult<Option<BoxStream<'static, (i32, RunFrame)>>> {
    let caller = context.caller()?;
    let run: RunId = id.parse().map_err(|_| AppError::NotFound)?;
    Ok(backend::chat::follow(&context.backend, &caller, run, after).await?)
}

fn last_event(headers: &HeaderMap) -> Option<i32> {
    headers.get(LAST_EVENT_ID)?.to_str().ok()?.trim().parse().ok()
}

/// Ends when the frames do, or with the server: the browser then comes back and goes on where it was.
fn stream(state: &AppState, frames: BoxStream<'static, (i32, RunFrame)>) -> Response {
    let events = frames.filter_map(|(seq, frame)| async move { event(seq, &frame).map(Ok::<_, Infallible>) });
    let until = state.backend.shutdown.clone().cancelled_owned();
    let keep_alive = KeepAlive::new().interval(KEEP_ALIVE);
    let mut response = Sse::new(events.take_until(until)).keep_alive(keep_alive).into_response();
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache, no-transform"));
    headers.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    response
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
