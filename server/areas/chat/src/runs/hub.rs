//! The runs that this process is writing: how readers follow them and how they are stopped.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::chat::RunFrame;
use domain::ids::{OrganizationId, RunId};
use server_core::Backend;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// What readers see of a run: always something that is already stored.
#[derive(Debug, Clone, Default)]
pub(super) struct Shown {
    /// The last stored event.
    pub(super) seq: i32,
    pub(super) blocks: Vec<Arc<str>>,
    /// The last frame, once there is one.
    pub(super) end: Option<RunFrame>,
}

/// The writing side of a run.
pub(super) struct Live {
    pub(super) shown: watch::Sender<Shown>,
    /// The person wants it to stop.
    pub(super) stop: CancellationToken,
    /// The server goes away.
    pub(super) interrupt: CancellationToken,
}

struct Entry {
    organization: OrganizationId,
    shown: watch::Receiver<Shown>,
    stop: CancellationToken,
    interrupt: CancellationToken,
}

/// The most answers that a process writes at once, each with its text, its rendering and a connection to a model.
const MOST: usize = 1_000;

/// The runs that this process is writing.
pub struct RunHub {
    entries: Mutex<HashMap<RunId, Entry>>,
    places: Arc<Semaphore>,
}

/// Room for one run in this process; it is free again when the last clone is dropped.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    _permit: Arc<OwnedSemaphorePermit>,
}

impl Default for RunHub {
    fn default() -> Self {
        Self::with_room_for(MOST)
    }
}

impl RunHub {
    /// No runs.
    pub fn new() -> Self {
        Self::default()
    }

    /// No runs, and room for so many at once.
    pub fn with_room_for(runs: usize) -> Self {
        Self { entries: Mutex::default(), places: Arc::new(Semaphore::new(runs)) }
    }

    /// Room for one more run; none if this process writes as many as it can.
    pub(super) fn take_place(&self) -> Option<Place> {
        let permit = Arc::clone(&self.places).try_acquire_owned().ok()?;
        Some(Place { _permit: Arc::new(permit) })
    }

    /// How many runs are being written.
    pub fn count(&self) -> usize {
        self.entries().len()
    }

    /// The runs that are being written.
    pub(super) fn ids(&self) -> Vec<Uuid> {
        self.entries().keys().map(|run| run.0).collect()
    }

    pub(super) fn enter(&self, organization: OrganizationId, run: RunId) -> Live {
        let (sender, receiver) = watch::channel(Shown::default());
        let live = Live { shown: sender, stop: CancellationToken::new(), interrupt: CancellationToken::new() };
        let entry = Entry { organization, shown: receiver, stop: live.stop.clone(), interrupt: live.interrupt.clone() };
        self.entries().insert(run, entry);
        live
    }

    pub(super) fn leave(&self, run: RunId) {
        self.entries().remove(&run);
    }

    pub(super) fn follow(&self, run: RunId) -> Option<watch::Receiver<Shown>> {
        self.entries().get(&run).map(|entry| entry.shown.clone())
    }

    /// Asks a run to stop, if this process writes it; the one that does is told by the database.
    pub(crate) fn stop(&self, run: RunId) {
        if let Some(entry) = self.entries().get(&run) {
            entry.stop.cancel();
        }
    }

    /// Stops every run of an organisation that has closed.
    pub(crate) fn stop_organization(&self, organization: OrganizationId) {
        for entry in self.entries().values().filter(|entry| entry.organization == organization) {
            entry.stop.cancel();
        }
    }

    fn interrupt_all(&self) {
        for entry in self.entries().values() {
            entry.interrupt.cancel();
        }
    }

    fn entries(&self) -> MutexGuard<'_, HashMap<RunId, Entry>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The hub of this process.
pub(crate) fn hub(backend: &Backend) -> Arc<RunHub> {
    backend.held.get()
}

/// Lets the running answers end by themselves for a while, then stores the rest as interrupted.
pub async fn drain(backend: &Backend, grace: Duration) {
    let empty = async {
        while hub(backend).count() > 0 {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    if tokio::time::timeout(grace, empty).await.is_err() {
        tracing::warn!(runs = hub(backend).count(), "stopping with answers unfinished; they can be retried");
        hub(backend).interrupt_all();
    }
}
