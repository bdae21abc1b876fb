//! Stands in for Stripe: opens pages for callers with the right key, remembers its requests, and signs events.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::net::Ipv4Addr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, post};
use axum::{Json, Router};
use ring::hmac;
use serde_json::json;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// One request that it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StripeRequest {
    pub path: String,
    pub fields: BTreeMap<String, String>,
    pub idempotency_key: Option<String>,
}

#[derive(Clone, Default)]
struct Shared {
    requests: Arc<Mutex<Vec<StripeRequest>>>,
    refuses: Arc<AtomicBool>,
    cancelled: Arc<Mutex<BTreeSet<String>>>,
}

/// A running stand-in; it stops when dropped.
pub struct StripeStandIn {
    base_url: String,
    shared: Shared,
    server: JoinHandle<io::Result<()>>,
}

impl StripeStandIn {
    /// The only key that is accepted.
    pub const SECRET_KEY: &str = "sk_test_stand_in";
    /// The secret that its events are signed with.
    pub const WEBHOOK_SECRET: &str = "whsec_stand_in";

    /// Starts on a free port.
    pub async fn start() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let base_url = format!("http://{}", listener.local_addr()?);
        let shared = Shared::default();
        let routes = Router::new()
            .route("/v1/checkout/sessions", post(open))
            .route("/v1/billing_portal/sessions", post(open))
            .route("/v1/subscriptions/{id}", delete(cancel))
            .with_state(shared.clone());
        #[expect(clippy::disallowed_methods, reason = "a test server has no backend to drain it")]
        let server = tokio::spawn(async move { axum::serve(listener, routes).await });
        Ok(Self { base_url, shared, server })
    }

    /// The address to configure.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// Every request so far, oldest first.
    pub fn requests(&self) -> Vec<StripeRequest> {
        self.shared.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Refuses every request from now on, as for a card that is declined.
    pub fn refuse(&self) {
        self.shared.refuses.store(true, Ordering::SeqCst);
    }

    /// Refuses nothing any more.
    pub fn relent(&self) {
        self.shared.refuses.store(false, Ordering::SeqCst);
    }

    /// Every subscription that was cancelled.
    pub fn cancelled(&self) -> Vec<String> {
        self.shared.cancelled.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    /// The signature of an event sent at `time`, in seconds since 1970.
    pub fn signature(time: i64, body: &str) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA256, Self::WEBHOOK_SECRET.as_bytes());
        let tag = hmac::sign(&key, format!("{time}.{body}").as_bytes());
        let digits: Vec<String> = tag.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
        format!("t={time},v1={}", digits.concat())
    }
}

impl Drop for StripeStandIn {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn open(State(shared): State<Shared>, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    if let Some(refusal) = admit(&shared, &uri, &headers, &body) {
        return refusal;
    }
    let page = format!("https://checkout.stripe.com{}/1", uri.path());
    Json(json!({ "id": "page_1", "url": page })).into_response()
}

async fn cancel(
    State(shared): State<Shared>,
    Path(id): Path<String>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if let Some(refusal) = admit(&shared, &uri, &headers, &body) {
        return refusal;
    }
    let fresh = shared.cancelled.lock().unwrap_or_else(PoisonError::into_inner).insert(id.clone());
    if !fresh {
        let error =
            json!({ "error": { "code": "resource_missing", "message": format!("No such subscription: '{id}'") } });
        return (StatusCode::NOT_FOUND, Json(error)).into_response();
    }
    Json(json!({ "id": id, "object": "subscription", "status": "canceled" })).into_response()
}

/// Records the request; returns a refusal if its key is wrong or everything is refused.
fn admit(shared: &Shared, uri: &Uri, headers: &HeaderMap, body: &Bytes) -> Option<Response> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    if text("authorization") != Some(format!("Bearer {}", StripeStandIn::SECRET_KEY)) {
        let error = json!({ "error": { "type": "invalid_request_error", "message": "Invalid API Key provided" } });
        return Some((StatusCode::UNAUTHORIZED, Json(error)).into_response());
    }
    let fields = form_urlencoded::parse(body).into_owned().collect();
    let request = StripeRequest { path: uri.path().to_owned(), fields, idempotency_key: text("idempotency-key") };
    shared.requests.lock().unwrap_or_else(PoisonError::into_inner).push(request);
    if shared.refuses.load(Ordering::SeqCst) {
        let error = json!({ "error": { "type": "card_error", "message": "Your card was declined." } });
        return Some((StatusCode::PAYMENT_REQUIRED, Json(error)).into_response());
    }
    None
}
