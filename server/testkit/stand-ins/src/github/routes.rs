//! The routes of the stand-in: the page that redirects back, the token endpoint, and two pages of the API.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use axum::extract::{Form, Query, State as Shared};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{GitHubStandIn, error};

/// The state of the stand-in.
#[derive(Debug, Default)]
pub struct State {
    pub user: Value,
    pub emails: Value,
    /// Codes that are not redeemed yet, with the challenge that came with them.
    codes: BTreeMap<String, String>,
    pub tokens: BTreeSet<String>,
}

type Known = Shared<Arc<Mutex<State>>>;

pub fn router(state: Arc<Mutex<State>>) -> Router {
    Router::new()
        .route("/login/oauth/authorize", get(authorize))
        .route("/login/oauth/access_token", post(redeem))
        .route("/user", get(user))
        .route("/user/emails", get(emails))
        .with_state(state)
}

#[derive(Deserialize)]
struct Asked {
    client_id: String,
    redirect_uri: String,
    state: String,
    scope: String,
    code_challenge: String,
    code_challenge_method: String,
}

async fn authorize(Shared(state): Known, Query(asked): Query<Asked>) -> Response {
    let fits = asked.client_id == GitHubStandIn::CLIENT_ID
        && asked.code_challenge_method == "S256"
        && asked.scope.contains("user:email");
    let Ok(mut state) = state.lock() else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    if !fits {
        return StatusCode::NOT_FOUND.into_response();
    }
    let code = format!("code-{}", state.codes.len() + state.tokens.len());
    state.codes.insert(code.clone(), asked.code_challenge);
    Redirect::to(&format!("{}?code={code}&state={}", asked.redirect_uri, asked.state)).into_response()
}

#[derive(Deserialize)]
struct Redeemed {
    client_id: String,
    client_secret: String,
    code: String,
    code_verifier: String,
}

async fn redeem(Shared(state): Known, Form(form): Form<Redeemed>) -> Json<Value> {
    if form.client_id != GitHubStandIn::CLIENT_ID || form.client_secret != GitHubStandIn::CLIENT_SECRET {
        return Json(error("incorrect_client_credentials"));
    }
    let Ok(mut state) = state.lock() else { return Json(error("server_error")) };
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(form.code_verifier.as_bytes()));
    if state.codes.remove(&form.code) != Some(challenge) {
        return Json(error("bad_verification_code"));
    }
    let token = format!("gho_{}", form.code);
    state.tokens.insert(token.clone());
    Json(json!({ "access_token": token, "token_type": "bearer", "scope": "read:user,user:email" }))
}

async fn user(Shared(state): Known, headers: HeaderMap) -> Response {
    told(&state, &headers, |state| state.user.clone())
}

async fn emails(Shared(state): Known, headers: HeaderMap) -> Response {
    told(&state, &headers, |state| state.emails.clone())
}

fn told(state: &Mutex<State>, headers: &HeaderMap, what: fn(&State) -> Value) -> Response {
    let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let token = value.strip_prefix("Bearer ").unwrap_or_default();
    match state.lock() {
        // The real one refuses programs without a user agent.
        Ok(state) if state.tokens.contains(token) && headers.contains_key(header::USER_AGENT) => {
            Json(what(&state)).into_response()
        }
        _ => StatusCode::UNAUTHORIZED.into_response(),
    }
}
