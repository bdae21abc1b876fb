//! The state that every handler and layer shares.

use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::FromRef;
use leptos::config::LeptosOptions;
use metrics_exporter_prometheus::PrometheusHandle;
use secrecy::SecretString;
use server_core::Backend;
use server_core::jobs::Worker;
use sqlx::postgres::PgConnectOptions;

use crate::config::TrustedProxies;
use crate::layers::content_policy::ContentPolicy;
use crate::probes::{LastLook, Migrations};

/// The state of the router; clones share everything.
#[derive(Clone)]
pub struct AppState(Arc<Web>);

/// The parts of the web side.
pub struct Web {
    pub backend: Backend,
    /// The worker of this process; none where a test takes the jobs itself.
    pub worker: Option<Worker>,
    pub options: LeptosOptions,
    pub proxies: TrustedProxies,
    /// Whether people use https.
    pub https: bool,
    /// Scheme, host and port of the base URL.
    pub origin: String,
    pub request_timeout: Duration,
    pub body_limit: usize,
    pub content_policy: ContentPolicy,
    pub metrics: PrometheusHandle,
    pub metrics_token: Option<SecretString>,
    pub database: PgConnectOptions,
    pub migrations: Migrations,
    pub last_look: LastLook,
}

impl AppState {
    /// Shares the parts.
    pub fn new(web: Web) -> Self {
        Self(Arc::new(web))
    }
}

impl Deref for AppState {
    type Target = Web;

    fn deref(&self) -> &Web {
        &self.0
    }
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.options.clone()
    }
}
