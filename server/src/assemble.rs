//! Puts the backend together from the configuration: database, models, mail server, this process's own lock.

use backend::chat::RunHub;
use backend::db::instance::Instance;
use backend::endings::Endings;
use backend::{Backend, Clock, Db, Parts};
use llm::ChatModels;
use local_llm::LocalModel;
use mail::Smtp;
use sign_in_providers::SignInProviders;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::config::Config;
use crate::secret_key;
use crate::start::StartError;

/// Connects to the database, whose schema must be up to date, and builds everything else around it.
pub async fn assemble(config: &Config, clock: Clock) -> Result<Backend, StartError> {
    let options = config.database.options()?;
    let db = Db::connect(options.clone(), config.database.max_connections, clock.clone()).await?;
    let local = config.models.local.clone().map(LocalModel::new);
    let models = ChatModels::new(config.models.endpoints.clone(), local, config.models.timeouts)?;
    let smtp = config.smtp.as_ref().map(|url| Smtp::from_url(url, config.smtp_timeout)).transpose()?;
    Ok(Backend::new(Parts {
        db,
        clock,
        settings: config.settings.clone(),
        sealing: secret_key::sealing(config)?,
        models,
        sign_in_providers: SignInProviders::new(config.sign_in_providers.clone(), &config.settings.base_url)?,
        smtp,
        runs: RunHub::new(),
        endings: Endings::default(),
        instance: Instance::start(options).await?,
        tasks: TaskTracker::new(),
        shutdown: CancellationToken::new(),
    }))
}
