//! Starts the stand-in on loopback; its handle for tests.

use std::{
    io,
    net::Ipv4Addr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::serve::ListenerExt;
use tokio::{net::TcpListener, task::JoinHandle, time::error::Elapsed};

use super::{
    records::{RecordedRequest, Records},
    routes::router,
};

/// The settings of a stand-in.
#[derive(Debug, Clone)]
pub struct Settings {
    /// TCP port on 127.0.0.1; 0 takes a free one.
    pub port: u16,
    /// The only bearer token that is let in.
    pub api_key: String,
    /// Time between the request and its first chunk.
    pub first_token_delay: Duration,
    /// Time before each token.
    pub token_delay: Duration,
    /// How long `silence` and `hang` last.
    pub silence: Duration,
    /// Time between the comment lines of `keep-alive`.
    pub keep_alive_every: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            port: 0,
            api_key: OpenAiStandIn::API_KEY.to_owned(),
            first_token_delay: Duration::ZERO,
            token_delay: Duration::ZERO,
            silence: Duration::from_mins(1),
            keep_alive_every: Duration::from_millis(50),
        }
    }
}

/// A running stand-in for OpenAI; it stops taking connections when dropped.
#[derive(Debug)]
pub struct OpenAiStandIn {
    base_url: String,
    records: Records,
    connections: Arc<AtomicUsize>,
    server: JoinHandle<io::Result<()>>,
}

impl OpenAiStandIn {
    /// The key that [`Settings::default`] lets in.
    pub const API_KEY: &str = "sk-stand-in-0123456789";

    /// Starts with the default settings on a free port.
    pub async fn start() -> io::Result<Self> {
        Self::start_with(Settings::default()).await
    }

    /// Starts with these settings; fails when the port is taken.
    pub async fn start_with(settings: Settings) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, settings.port)).await?;
        let base_url = format!("http://{}/v1", listener.local_addr()?);
        let connections = Arc::new(AtomicUsize::new(0));
        let counter = connections.clone();
        let listener = listener.tap_io(move |connection| {
            counter.fetch_add(1, Ordering::Relaxed);
            // Otherwise the kernel collects small tokens and every measured delay is wrong.
            let _ = connection.set_nodelay(true);
        });
        let records = Records::new();
        let routes = router(settings, records.clone());
        #[expect(clippy::disallowed_methods, reason = "a test server has no backend to drain it")]
        let server = tokio::spawn(async move { axum::serve(listener, routes).await });
        Ok(Self { base_url, records, connections, server })
    }

    /// The address to configure, such as `http://127.0.0.1:40123/v1`.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// All chat requests so far, oldest first.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.records.all()
    }

    /// How many connections were made so far; fewer than requests when callers reuse them.
    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::Relaxed)
    }

    /// Empties the list of requests.
    pub fn forget_requests(&self) {
        self.records.forget();
    }

    /// Waits until the list of requests is as wanted and returns it; fails when `within` is over.
    pub async fn wait_for(
        &self,
        wanted: impl Fn(&[RecordedRequest]) -> bool,
        within: Duration,
    ) -> Result<Vec<RecordedRequest>, Elapsed> {
        self.records.wait_for(wanted, within).await
    }
}

impl Drop for OpenAiStandIn {
    fn drop(&mut self) {
        self.server.abort();
    }
}
