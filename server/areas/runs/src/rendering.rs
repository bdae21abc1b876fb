//! Renders Markdown to HTML off the threads that serve requests, as many texts at once as there are cores.

use std::sync::LazyLock;
use std::time::Duration;

use server_core::bounded::Bounded;
use server_core::{Error, Result};

/// Texts that wait for a core: a text takes milliseconds, so a longer queue means an overloaded server.
const WAITING: usize = 512;
const PATIENCE: Duration = Duration::from_secs(20);

static CORES: LazyLock<Bounded> = LazyLock::new(|| {
    Bounded::new(std::thread::available_parallelism().map_or(2, std::num::NonZero::get), WAITING, PATIENCE)
});

/// Does the work on a thread of its own, once there is a core for it. The core stays taken until the work is done, even
/// when nobody waits for it any more. No transaction may be open meanwhile: it would keep a connection waiting.
pub async fn render<T, F>(work: F) -> Result<T>
where
    T: Send + 'static,
    F: FnOnce() -> T + Send + 'static,
{
    let rendered = CORES.compute(work).await.map_err(|error| Error::fault("wait for a core", error))?;
    rendered.map_err(|error| Error::fault("render on another thread", error))
}
