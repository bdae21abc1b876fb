//! The shared handle: gives places to generations, loads the weights when first needed, frees them when idle.
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

use tokio::sync::mpsc::{self, Receiver};
use tokio::task::spawn_blocking;

use crate::error::LocalError;
use crate::generation::{self, Events, LONGEST_ANSWER};
use crate::places::{Place, Places};
use crate::request::{GenerateRequest, LocalEvent};
use crate::weights::{self, Loaded};

/// The weights take about 300 MB; loading them again takes about a second.
const IDLE: Duration = Duration::from_mins(10);
const IDLE_CHECK: Duration = Duration::from_mins(1);
/// Room for a whole answer and its end, so that a slow reader never holds up the others.
const BUFFER: usize = LONGEST_ANSWER as usize + 4;

/// The embedded model; clones share weights, places and line.
#[derive(Clone)]
pub struct LocalModel {
    shared: Arc<Shared>,
}

struct Shared {
    gguf: PathBuf,
    places: Places,
    memory: Mutex<Memory>,
}

#[derive(Default)]
struct Memory {
    loaded: Option<Arc<Loaded>>,
    last_used: Option<Instant>,
}

impl LocalModel {
    /// Names the model's file and does no I/O; clone the handle rather than make a second one.
    pub fn new(gguf: PathBuf) -> Self {
        let places = Places::new();
        Self { shared: Arc::new(Shared { gguf, places, memory: Mutex::default() }) }
    }

    /// The model's name for people.
    pub fn name(&self) -> &'static str {
        "SmolLM2-135M-Instruct"
    }

    /// True when the model's file is there; it may still turn out damaged.
    pub fn is_available(&self) -> bool {
        self.shared.gguf.is_file()
    }

    /// True while the weights are held in memory.
    pub fn is_loaded(&self) -> bool {
        self.shared.memory().loaded.is_some()
    }

    /// Frees the weights when nobody has used them for `idle`; true when none are held any more.
    ///
    /// Happens by itself after ten idle minutes; call it to free memory earlier.
    pub fn unload_if_idle(&self, idle: Duration) -> bool {
        self.shared.unload_if_idle(idle)
    }

    /// Waits for a place, loads the weights if necessary, and starts writing. An organisation has one place at a time;
    /// those with a place share the processor by turns of a few tokens, so that nobody waits for a whole answer of
    /// another organisation.
    ///
    /// Dropping the returned future leaves the line; dropping the receiver stops the writing at its next turn. Must
    /// be called within a tokio runtime.
    #[expect(clippy::disallowed_methods, reason = "the place goes along with the work")]
    pub async fn generate(
        &self,
        request: GenerateRequest,
    ) -> Result<Receiver<Result<LocalEvent, LocalError>>, LocalError> {
        if request.turns.is_empty() {
            return Err(LocalError::NothingToAnswer);
        }
        let place = self.shared.places.take(request.asker).await?;
        let shared = Arc::clone(&self.shared);
        // The place moves into the task: if this future is dropped meanwhile, the load still counts as work.
        let (place, loaded) =
            spawn_blocking(move || shared.load().map(|loaded| (place, loaded))).await.map_err(stopped)??;
        let (events, receiver) = mpsc::channel(BUFFER);
        let shared = Arc::clone(&self.shared);
        spawn_blocking(move || write(&shared, &loaded, &request, &events, place));
        Ok(receiver)
    }
}

impl Shared {
    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Loads under the lock, so that two first requests read the file once.
    fn load(self: &Arc<Self>) -> Result<Arc<Loaded>, LocalError> {
        let mut memory = self.memory();
        memory.last_used = Some(Instant::now());
        if let Some(loaded) = &memory.loaded {
            return Ok(Arc::clone(loaded));
        }
        let start = Instant::now();
        let path = self.gguf.as_path();
        let read = catch_unwind(|| weights::load(path));
        let loaded = Arc::new(read.unwrap_or_else(|_| Err(LocalError::corrupt(path, "reading it panicked")))?);
        tracing::info!(file = %path.display(), elapsed = ?start.elapsed(), "demo model loaded");
        memory.loaded = Some(Arc::clone(&loaded));
        watch_idleness(Arc::downgrade(self));
        Ok(loaded)
    }

    /// True when nothing is loaded any more.
    fn unload_if_idle(&self, idle: Duration) -> bool {
        let mut memory = self.memory();
        let in_use = memory.loaded.as_ref().is_some_and(|loaded| Arc::strong_count(loaded) > 1);
        if !in_use && memory.last_used.is_none_or(|used| used.elapsed() >= idle) {
            memory.loaded = None;
        }
        memory.loaded.is_none()
    }
}

fn write(shared: &Shared, loaded: &Loaded, request: &GenerateRequest, events: &Events, place: Place) {
    let outcome = catch_unwind(AssertUnwindSafe(|| generation::run(loaded, request, events, place.turns())));
    shared.memory().last_used = Some(Instant::now());
    drop(place);
    if outcome.is_err() {
        tracing::error!("the demo model panicked");
        // If the receiver is gone as well, nobody needs the error.
        drop(events.blocking_send(Err(LocalError::Failed("an internal error".to_owned()))));
    }
}

/// Ends with the weights, or with the last handle to the model.
#[expect(
    clippy::disallowed_methods,
    reason = "a leaf crate has no backend to spawn on, and nothing here needs draining"
)]
fn watch_idleness(shared: Weak<Shared>) {
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(IDLE_CHECK).await;
            if shared.upgrade().is_none_or(|shared| shared.unload_if_idle(IDLE)) {
                tracing::debug!("demo model unloaded");
                return;
            }
        }
    });
}

fn stopped(error: impl std::fmt::Display) -> LocalError {
    LocalError::Failed(error.to_string())
}
