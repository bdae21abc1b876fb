//! Builds the backend from the configuration: database, models, mail server, object store, this process's own lock.

use std::path::PathBuf;

use llm::ChatModels;
use local_llm::LocalModel;
use mail::Smtp;
use pictures::Worker;
use server_core::bus::Bus;
use server_core::db::instance::Instance;
use server_core::held::Held;
use server_core::revocations::Revocations;
use server_core::uploads::Studio;
use server_core::{Backend, Clock, Db, Parts, random};
use sign_in_providers::SignInProviders;
use storage::{EmbeddedS3, Storage};
use stripe::Stripe;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::config::{Config, StorageConfig};
use crate::secret_key;
use crate::start::StartError;

/// Connects to the database, whose schema must be up to date, and builds everything else around it.
pub async fn assemble(config: &Config, clock: Clock) -> Result<Backend, StartError> {
    let options = config.database.options()?;
    let db = Db::connect(options.clone(), config.database.max_connections, clock.clone()).await?;
    let local = config.models.local.clone().map(LocalModel::new);
    let models = ChatModels::new(config.models.endpoints.clone(), local, config.models.timeouts)?;
    let smtp = config.smtp.as_ref().map(|url| Smtp::from_url(url, config.smtp_timeout)).transpose()?;
    let stripe = config.stripe.clone().map(Stripe::new).transpose()?;
    Ok(Backend::new(Parts {
        areas: areas::all(),
        db,
        clock,
        settings: config.settings.clone(),
        sealing: secret_key::sealing(config)?,
        models,
        sign_in_providers: SignInProviders::new(config.sign_in_providers.clone(), &config.settings.base_url)?,
        smtp,
        storage: storage(&config.storage),
        studio: Studio::new(Worker::new(own_program().map_err(StartError::Program)?)),
        stripe,
        held: Held::default(),
        revocations: Revocations::default(),
        bus: Bus::default(),
        instance: Instance::start(options).await?,
        tasks: TaskTracker::new(),
        shutdown: CancellationToken::new(),
    }))
}

/// The configured store, or the one in this process, with credentials that nobody else has.
fn storage(config: &StorageConfig) -> Storage {
    match config {
        StorageConfig::Remote(remote) => Storage::remote(remote),
        StorageConfig::Embedded { folder } => Storage::embedded(EmbeddedS3 {
            folder: folder.clone(),
            access_key_id: random::Token::new().as_str().into(),
            secret_access_key: random::Token::new().as_str().into(),
        }),
    }
}

/// This program, to be started again as the process that draws a picture. Linux knows it even after a newer version has
/// replaced the file.
fn own_program() -> std::io::Result<PathBuf> {
    let running = PathBuf::from("/proc/self/exe");
    if running.exists() { Ok(running) } else { std::env::current_exe() }
}
