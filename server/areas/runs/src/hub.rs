//! The runs that this process is writing: how readers follow them and how they are stopped.

use std::collections::{HashMap, hash_map};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::ids::{OrganizationId, RunId};
use runs_domain::RunFrame;
use server_core::Backend;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::writing::ShownPart;

/// The state of a run that readers see: always something that is already stored.
#[derive(Debug, Clone, Default)]
pub(super) struct Shown {
    /// The last stored event.
    pub(super) seq: i32,
    pub(super) parts: Vec<ShownPart>,
    /// The last frame, once there is one.
    pub(super) end: Option<RunFrame>,
}

/// The writing side of a run.
pub(super) struct Live {
    pub(super) shown: watch::Sender<Shown>,
    /// Cancelled when the person stops the run.
    pub(super) stop: CancellationToken,
    /// Cancelled when the server shuts down.
    pub(super) interrupt: CancellationToken,
}

/// The sending side of a run that another process writes and this one relays.
pub(super) struct Relay {
    pub(super) shown: watch::Sender<Shown>,
}

struct Entry {
    organization: OrganizationId,
    shown: watch::Receiver<Shown>,
    stop: CancellationToken,
    interrupt: CancellationToken,
}

/// The most answers that a process writes at once, each with its text, its rendering and a connection to a model.
const MOST: usize = 1_000;

/// The runs that this process writes, and those of other processes that it relays.
pub struct RunHub {
    entries: Mutex<HashMap<RunId, Entry>>,
    relays: Mutex<HashMap<RunId, watch::Receiver<Shown>>>,
    places: Arc<Semaphore>,
}

/// Room for one run in this process; it is free again when the last clone is dropped.
#[derive(Debug, Clone)]
pub struct Place {
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

    /// No runs, and room for `runs` at once.
    pub fn with_room_for(runs: usize) -> Self {
        Self { entries: Mutex::default(), relays: Mutex::default(), places: Arc::new(Semaphore::new(runs)) }
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

    /// Asks a run to stop, if this process writes it; the database notifies the process that does.
    pub(super) fn stop(&self, run: RunId) {
        if let Some(entry) = self.entries().get(&run) {
            entry.stop.cancel();
        }
    }

    /// Stops every run of an organisation that has closed.
    pub(super) fn stop_organization(&self, organization: OrganizationId) {
        for entry in self.entries().values().filter(|entry| entry.organization == organization) {
            entry.stop.cancel();
        }
    }

    /// This process's view of a run that another one writes; with the sending side if nobody followed it so far.
    pub(super) fn relay(&self, run: RunId) -> (Option<Relay>, watch::Receiver<Shown>) {
        match self.relays().entry(run) {
            hash_map::Entry::Occupied(known) => (None, known.get().clone()),
            hash_map::Entry::Vacant(new) => {
                let (sender, receiver) = watch::channel(Shown::default());
                (Some(Relay { shown: sender }), new.insert(receiver).clone())
            }
        }
    }

    /// Whether the last reader has gone; then the relay is removed too, and the next reader begins another.
    pub(super) fn is_relay_unread(&self, run: RunId, relay: &Relay) -> bool {
        let mut relays = self.relays();
        // One of them is ours.
        let is_unread = relay.shown.receiver_count() <= 1;
        if is_unread {
            relays.remove(&run);
        }
        is_unread
    }

    /// Removes a relay that has ended.
    pub(super) fn end_relay(&self, run: RunId, relay: &Relay) {
        let mut relays = self.relays();
        let ours = relay.shown.subscribe();
        if relays.get(&run).is_some_and(|known| known.same_channel(&ours)) {
            relays.remove(&run);
        }
    }

    fn relays(&self) -> MutexGuard<'_, HashMap<RunId, watch::Receiver<Shown>>> {
        self.relays.lock().unwrap_or_else(PoisonError::into_inner)
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
pub(super) fn hub(backend: &Backend) -> Arc<RunHub> {
    backend.held.get()
}

/// Lets the running answers finish for a while, then stores the rest as interrupted.
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
