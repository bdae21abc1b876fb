//! The routes of the stand-in.

use std::sync::Arc;

use axum::{
    Json, Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde_json::Value;

use super::{
    answer::Answer,
    behaviour::Behaviour,
    play::play,
    records::{Outcome, RecordedRequest, Records, Ticket},
    refusals::{invalid, refusal, wrong_key},
    request::Asked,
    script::steps,
    server::Settings,
    wire,
};

/// The model names listed at `/v1/models`; any other name is answered as well.
const MODELS: [&str; 3] = ["stand-in-small", "stand-in-large", "slow"];

#[derive(Clone)]
struct StandIn {
    settings: Arc<Settings>,
    records: Records,
}

pub(super) fn router(settings: Settings, records: Records) -> Router {
    Router::new()
        .route("/v1/chat/completions", post(complete))
        .route("/v1/models", get(models))
        .route("/__requests", get(requests).delete(forget))
        .with_state(StandIn { settings: Arc::new(settings), records })
}

async fn complete(State(stand_in): State<StandIn>, headers: HeaderMap, body: Bytes) -> Response {
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    let asked = Asked::read(&body);
    let bearer = bearer(&headers);
    let is_authorized = bearer == stand_in.settings.api_key;
    let is_repeated = stand_in.records.have_seen(&body);
    let mut ticket = stand_in.records.open(body, is_authorized, request_id(&headers));
    let refused = if is_authorized { None } else { Some(wrong_key(bearer)) };
    let asked = match (refused, asked) {
        (Some(response), _) => return refuse(response, &mut ticket),
        (None, Err(message)) => return refuse(invalid(&message, None), &mut ticket),
        (None, Ok(asked)) => asked,
    };
    let behaviour = Behaviour::asked_by(&asked, is_repeated);
    if let Some(response) = refusal(behaviour, &asked, bearer) {
        return refuse(response, &mut ticket);
    }
    if behaviour == Behaviour::Hang {
        tokio::time::sleep(stand_in.settings.silence).await;
    }
    answer(&stand_in.settings, behaviour, &asked, ticket)
}

fn answer(settings: &Settings, behaviour: Behaviour, asked: &Asked, mut ticket: Ticket) -> Response {
    if asked.stream {
        let body = play(steps(behaviour, asked, settings), ticket);
        let (label, packing) = match behaviour {
            Behaviour::Dialect(dialect) => (dialect.label(), dialect.packing()),
            _ => ("text/event-stream; charset=utf-8", None),
        };
        let kind = (header::CONTENT_TYPE, label);
        let mut response = ([kind, (header::CACHE_CONTROL, "no-cache")], body).into_response();
        if let Some(packing) = packing {
            response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(packing));
        }
        return response;
    }
    ticket.close(Outcome::Answered);
    Json(wire::completion(asked, &Answer::short(asked))).into_response()
}

fn refuse(response: Response, ticket: &mut Ticket) -> Response {
    ticket.close(Outcome::Refused);
    response
}

async fn models(State(stand_in): State<StandIn>, headers: HeaderMap) -> Response {
    let bearer = bearer(&headers);
    if bearer == stand_in.settings.api_key { Json(wire::models(&MODELS)).into_response() } else { wrong_key(bearer) }
}

async fn requests(State(stand_in): State<StandIn>) -> Json<Vec<RecordedRequest>> {
    Json(stand_in.records.all())
}

async fn forget(State(stand_in): State<StandIn>) -> StatusCode {
    stand_in.records.forget();
    StatusCode::NO_CONTENT
}

fn bearer(headers: &HeaderMap) -> &str {
    let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    value.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default()
}

fn request_id(headers: &HeaderMap) -> Option<String> {
    let value = headers.get("x-client-request-id")?;
    Some(value.to_str().ok()?.to_owned())
}
