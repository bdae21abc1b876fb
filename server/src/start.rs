//! Starts a server from its configuration, and stops it without losing anything.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use leptos::config::errors::LeptosConfigError;
use metrics_exporter_prometheus::BuildError;
use server_core::jobs::Worker;
use server_core::revocations::Listening;
use server_core::{Backend, Clock};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use url::Url;

use crate::assemble::assemble;
use crate::config::Config;
use crate::connections;
use crate::layers::content_policy::ContentPolicy;
use crate::probes::{LastLook, Migrations, install_metrics};
use crate::router::router;
use crate::site::leptos_options;
use crate::state::{AppState, Web};

/// After the answers have ended or were interrupted, the remaining tasks get as long to finish.
const LAST_WORDS: Duration = Duration::from_secs(5);

/// Why a server could not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("the address {address} cannot be listened on: {source}")]
    Listen { address: SocketAddr, source: std::io::Error },
    #[error("the database's address cannot be read: {0}")]
    Address(#[from] sqlx::Error),
    #[error("{0}")]
    Backend(#[from] server_core::Error),
    #[error("{0}")]
    Models(#[from] llm::LlmError),
    #[error("{0}")]
    SignInProviders(#[from] sign_in_providers::ProviderError),
    #[error("{0}")]
    Mail(#[from] mail::MailError),
    #[error("{0}")]
    Stripe(#[from] stripe::StripeError),
    #[error("the site's options cannot be read: {0}")]
    Site(#[from] LeptosConfigError),
    #[error("the secret key in {file} cannot be used: {reason}; set SOLOOS_SECRET_KEY or mend the file")]
    SecretKey { file: PathBuf, reason: String },
    #[error(
        "this database keeps secrets that another key has sealed: give every server on it the same SOLOOS_SECRET_KEY, or \
         the file `secret-key` of the data folder that the first one made. If that key is lost, so are those secrets; \
         `delete from sealing_proof` then lets this key take its place"
    )]
    OtherSecretKey,
    #[error("this program's own file cannot be found, and pictures are drawn with it: {0}")]
    Program(std::io::Error),
    #[error("the metrics cannot be recorded: {0}")]
    Metrics(#[from] BuildError),
}

/// A running server; dropping this does not stop it, [`Running::stop`] does.
pub struct Running {
    address: SocketAddr,
    backend: Backend,
    server: JoinHandle<()>,
    shutdown_wait: Duration,
}

impl Running {
    /// The address that it listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The backend that it serves.
    pub fn backend(&self) -> &Backend {
        &self.backend
    }

    /// Stops accepting, ends the streams, waits for running answers and jobs, and closes the database.
    pub async fn stop(self) {
        let Self { backend, server, shutdown_wait, .. } = self;
        backend.shutdown.cancel();
        runs_area::drain(&backend, shutdown_wait).await;
        backend.tasks.close();
        if tokio::time::timeout(LAST_WORDS, backend.tasks.wait()).await.is_err() {
            tracing::warn!("stopping with background work unfinished; it is taken up again at the next start");
        }
        let abort = server.abort_handle();
        if tokio::time::timeout(LAST_WORDS, server).await.is_err() {
            tracing::warn!("stopping with requests unanswered");
            abort.abort();
        }
        backend.db.close().await;
    }
}

/// Brings the schema up to date, heals what a crash left, starts the jobs and serves.
pub async fn start(config: Config) -> Result<Running, StartError> {
    server_core::db::migrate(&config.database.logins()?).await?;
    let backend = assemble(&config, Clock::system()).await?;
    if !server_core::sealing::is_key_of(&backend.db, &backend.sealing).await? {
        return Err(StartError::OtherSecretKey);
    }
    // It is tried again every few seconds: a run that cannot be healed must not stop the server.
    if let Err(error) = runs_area::heal(&backend).await {
        tracing::error!(%error, "runs that a crash left could not be looked after");
    }
    backend.spawn(runs_area::keep_healing(backend.clone()));
    backend.spawn(server_core::usage::keep_folding(backend.clone()));
    let worker = server_core::jobs::start(&backend, config.database.options()?).await?;
    serve(config, backend, Some(worker)).await
}

/// Serves a backend that is already assembled, as tests with their own clock and models do.
pub async fn serve(config: Config, backend: Backend, worker: Option<Worker>) -> Result<Running, StartError> {
    let asked = config.server.address;
    let listening =
        async { TcpListener::bind(asked).await.and_then(|listener| Ok((listener.local_addr()?, listener))) };
    let (address, listener) = listening.await.map_err(|source| StartError::Listen { address: asked, source })?;
    let shutdown_wait = config.server.shutdown_wait;
    let revocations = Listening::begin(config.database.options()?).await?.go_on(backend.clone());
    let (limits, proxies) = (config.server.connection_limits(), config.server.proxies.clone());
    let router = router(state(config, backend.clone(), worker, address)?);
    let until = backend.shutdown.clone();
    let serving = connections::serve(listener, router, limits, proxies, until);
    #[expect(clippy::disallowed_methods, reason = "the server itself outlives the tasks that a shutdown waits for")]
    let server = tokio::spawn(async move {
        tokio::join!(serving, revocations);
    });
    Ok(Running { address, backend, server, shutdown_wait })
}

fn state(
    config: Config,
    backend: Backend,
    worker: Option<Worker>,
    address: SocketAddr,
) -> Result<AppState, StartError> {
    let options = leptos_options(address)?;
    let https = config.is_https();
    let database = config.database.options()?;
    let reload_port = config.reloads.then_some(options.reload_port);
    Ok(AppState::new(Web {
        https,
        origin: origin(&config.settings.base_url),
        proxies: config.server.proxies,
        request_timeout: config.server.request_timeout,
        body_limit: config.server.body_limit,
        content_policy: ContentPolicy::new(reload_port, backend.stripe.is_some()),
        metrics: install_metrics()?,
        metrics_token: config.metrics_token,
        database,
        migrations: Migrations::default(),
        last_look: LastLook::default(),
        backend,
        worker,
        options,
    }))
}

/// Scheme, host and port, as browsers write them.
fn origin(base_url: &str) -> String {
    Url::parse(base_url).map(|url| url.origin().ascii_serialization()).unwrap_or_default()
}
