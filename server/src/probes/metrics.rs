//! `GET /metrics` for Prometheus, with its configured token. The address of a caller is no proof: behind a proxy on
//! this machine everybody is local.

use std::sync::OnceLock;

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use secrecy::{ExposeSecret, SecretString};

use crate::layers::session::bearer;
use crate::state::AppState;

/// From a cached page to a request that is aborted, in seconds.
const BUCKETS: [f64; 12] = [0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 30.0];

/// Starts recording, once a process; a second server of the same process shares the first's recorder.
pub fn install() -> Result<PrometheusHandle, BuildError> {
    static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();
    if let Some(handle) = HANDLE.get() {
        return Ok(handle.clone());
    }
    let latency = Matcher::Full("http_request_duration_seconds".to_owned());
    let recorder = PrometheusBuilder::new().set_buckets_for_metric(latency, &BUCKETS)?.build_recorder();
    let handle = HANDLE.get_or_init(|| recorder.handle()).clone();
    // Lost only when two servers start at the same moment; the loser's recorder then stays empty.
    if metrics::set_global_recorder(recorder).is_ok() {
        describe();
    }
    Ok(handle)
}

fn describe() {
    metrics::describe_counter!("http_requests_total", "Requests by method, matched route and status.");
    metrics::describe_histogram!("http_request_duration_seconds", "Time to an answer's first byte.");
    metrics::describe_gauge!("soloos_database_connections", "Connections of the pool by state.");
    metrics::describe_gauge!("soloos_runs_active", "Answers that are being written.");
    metrics::describe_counter!("soloos_runs_total", "Answers by how they ended.");
    metrics::describe_counter!("soloos_tokens_total", "Tokens by direction.");
    metrics::describe_counter!("soloos_mails_total", "Mails by what became of them.");
    metrics::describe_gauge!("soloos_jobs_waiting", "Jobs in the queue, due or not.");
    metrics::describe_gauge!("soloos_jobs_oldest_due_seconds", "How long the oldest due job has waited.");
    metrics::describe_gauge!("soloos_build_info", "Always 1; the version is a label.");
    metrics::gauge!("soloos_build_info", "version" => env!("CARGO_PKG_VERSION")).set(1.0);
}

/// The metrics as text; for callers without the token they do not exist.
pub async fn metrics(State(state): State<AppState>, headers: HeaderMap) -> Response {
    if !may_read(state.metrics_token.as_ref(), &headers) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let (used, open) = state.backend.db.connections();
    metrics::gauge!("soloos_database_connections", "state" => "used").set(f64::from(used));
    metrics::gauge!("soloos_database_connections", "state" => "open").set(f64::from(open));
    if let Ok(health) = server_core::jobs::health(&state.backend).await {
        metrics::gauge!("soloos_jobs_waiting").set(as_gauge(health.waiting));
        metrics::gauge!("soloos_jobs_oldest_due_seconds").set(as_gauge(health.oldest_due_seconds));
    }
    state.metrics.run_upkeep();
    ([(CONTENT_TYPE, "text/plain; version=0.0.4")], state.metrics.render()).into_response()
}

/// A count as a gauge takes it.
fn as_gauge(number: i64) -> f64 {
    u32::try_from(number.max(0)).map_or(f64::from(u32::MAX), f64::from)
}

/// Whether the request carries the configured token.
pub fn may_read(token: Option<&SecretString>, headers: &HeaderMap) -> bool {
    // Hashes are compared, so that the time reveals nothing about the token.
    let is_it = |given: &str, token: &SecretString| {
        server_core::random::token_hash(given) == server_core::random::token_hash(token.expose_secret())
    };
    token.zip(bearer(headers)).is_some_and(|(token, given)| is_it(given, token))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::header::AUTHORIZATION;

    fn headers(value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(AUTHORIZATION, value.parse().unwrap())])
    }

    #[test]
    fn everybody_needs_the_token_and_without_one_nobody_reads() {
        let token = SecretString::from("right".to_owned());
        assert!(may_read(Some(&token), &headers("Bearer right")));
        assert!(may_read(Some(&token), &headers("bearer right")));
        assert!(!may_read(Some(&token), &headers("Bearer wrong")));
        assert!(!may_read(Some(&token), &HeaderMap::new()));
        assert!(!may_read(None, &headers("Bearer right")));
        assert!(!may_read(None, &HeaderMap::new()));
    }
}
