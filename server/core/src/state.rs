//! The backend as one value that everything shares.

use std::ops::Deref;
use std::sync::Arc;

use llm::{ChatModels, ModelCard};
use mail::Smtp;
use sign_in_providers::SignInProviders;
use storage::Storage;
use stripe::Stripe;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::area::Area;
use crate::bus::Bus;
use crate::db::instance::Instance;
use crate::held::Held;
use crate::revocations::{Revocation, Revocations};
use crate::uploads::Studio;
use crate::{Clock, Db, Sealing, Settings};

/// The backend; clones share everything.
#[derive(Clone)]
pub struct Backend(Arc<Parts>);

/// What the backend is made of.
pub struct Parts {
    /// The areas, asked when an organisation is founded, closed or swept.
    pub areas: Vec<Box<dyn Area>>,
    pub db: Db,
    pub clock: Clock,
    pub settings: Settings,
    /// Encryption of secrets at rest.
    pub sealing: Sealing,
    pub models: ChatModels,
    /// The providers by which people can sign in.
    pub sign_in_providers: SignInProviders,
    /// None keeps mails in the operator's mailbox.
    pub smtp: Option<Smtp>,
    /// The object store.
    pub storage: Storage,
    /// The workers that draw pictures.
    pub studio: Studio,
    /// None leaves tiers to the operator.
    pub stripe: Option<Stripe>,
    /// Values that areas keep in this process.
    pub held: Held,
    /// Recent revocations, for the streams that this process serves.
    pub revocations: Revocations,
    /// Topics with news, for their followers in this process.
    pub bus: Bus,
    /// This process's lock, which shows other processes that it lives.
    pub instance: Instance,
    /// Every background task, so that a shutdown can wait for them.
    pub tasks: TaskTracker,
    /// Cancelled when the server is to stop.
    pub shutdown: CancellationToken,
}

impl Backend {
    /// Puts the parts together.
    pub fn new(parts: Parts) -> Self {
        for area in &parts.areas {
            area.begin(&parts.held);
        }
        Self(Arc::new(parts))
    }

    /// The model that an agent's choice stands for; without a choice the platform's default, else the first one.
    pub fn model_of(&self, choice: Option<&str>) -> Option<ModelCard> {
        let available = self.models.available();
        let named = |id: &str| available.iter().find(|card| card.id.as_str() == id).cloned();
        match choice {
            Some(id) => named(id),
            None => self.settings.default_model.as_deref().and_then(named).or_else(|| available.first().cloned()),
        }
    }

    /// Passes a revocation on: to the areas first, then to the streams of this process.
    pub fn tell(&self, revocation: Revocation) {
        for area in &self.areas {
            area.ended(self, revocation);
        }
        self.revocations.tell(revocation);
    }

    /// Starts a background task that a shutdown waits for.
    pub fn spawn<F>(&self, task: F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        self.tasks.spawn(task);
    }
}

impl Deref for Backend {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
